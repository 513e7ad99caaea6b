-- A step of a ladder may go without a person's yes once a person allowed it. What they said of its messages before is kept, one row for
-- each, so that what is offered rests on what was done; and each leave with who gave it, up to which sum, and how it ended.

CREATE TABLE step_verdicts (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  policy_id text NOT NULL,
  step_id text NOT NULL,
  -- Of the step and its words, as they were.
  wording text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('approved', 'taken_out', 'rewritten', 'complained', 'reworded')),
  debtor_book bigint,
  message_id uuid,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX step_verdicts_step ON step_verdicts (workspace_id, policy_id, step_id, at DESC, id DESC);

CREATE TABLE autopilots (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  policy_id text NOT NULL,
  step_id text NOT NULL,
  wording text NOT NULL,
  most_minor bigint NOT NULL,
  currency text NOT NULL,
  -- `declined`: the offer was put off.
  state text NOT NULL CHECK (state IN ('on', 'ended', 'declined')),
  day date NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  because text,
  ended_at timestamptz,
  ended_by text,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX autopilots_on ON autopilots (workspace_id, policy_id, step_id) WHERE state = 'on';
