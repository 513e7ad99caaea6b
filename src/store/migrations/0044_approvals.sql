-- What somebody asked for and may not do alone: letting go of more than their limit, or a change of a policy. It waits until a second
-- person said yes or no, it was taken back, or what it was about changed; then it says how it ended, and by whom.

CREATE TABLE approvals (
  -- The debtor's book; of what is about no debtor, the first one of the workspace.
  book_id bigint NOT NULL,
  id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('write_off', 'waiver', 'offer', 'in_full', 'policy', 'policy_use')),
  -- All that doing it needs.
  act jsonb NOT NULL,
  because text NOT NULL,
  debtor_id uuid,
  amount_minor bigint,
  currency text,
  -- What it does, for who is asked.
  facts jsonb NOT NULL,
  -- What stood when it was asked for: sums of claims, the version of a policy.
  seen jsonb NOT NULL,
  asked_on date NOT NULL,
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  asked_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'refused', 'withdrawn', 'fallen')),
  ended_at timestamptz,
  ended_by text,
  ended_id uuid,
  -- The word that came with a no, or what changed.
  answer text,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, debtor_id) REFERENCES debtors (book_id, id)
);
CREATE INDEX approvals_waiting ON approvals (workspace_id, id) WHERE state = 'waiting';
CREATE INDEX approvals_all ON approvals (workspace_id, id);
CREATE INDEX approvals_debtor ON approvals (book_id, debtor_id);
