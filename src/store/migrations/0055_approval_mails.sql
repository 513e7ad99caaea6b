-- Who may say yes is told by mail when something waits for them, once; and writing off a part of the backlog above somebody's limit can be
-- asked for like any other act.

ALTER TABLE approvals DROP CONSTRAINT approvals_kind_check;
ALTER TABLE approvals ADD CONSTRAINT approvals_kind_check
  CHECK (kind IN ('write_off', 'waiver', 'offer', 'in_full', 'policy', 'policy_use', 'backlog'));
-- When those who may answer were told of it.
ALTER TABLE approvals ADD COLUMN told_at timestamptz;
