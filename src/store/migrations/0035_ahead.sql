-- What a person said yes to before it was written: a step of a case over these claims and at most these sums, for about this day. The
-- run that writes the message heeds it; what came otherwise is asked again.

CREATE TABLE approvals_ahead (
  book_id bigint NOT NULL,
  id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  debtor_id uuid NOT NULL,
  case_id uuid NOT NULL,
  step_id text NOT NULL,
  items jsonb NOT NULL,
  sums jsonb NOT NULL,
  -- When it was to come, and until when the yes counts (not included).
  day date NOT NULL,
  until_day date NOT NULL,
  approved_at timestamptz NOT NULL,
  approved_by text NOT NULL,
  state text NOT NULL CHECK (state IN ('standing', 'used', 'changed', 'recalled')),
  ended_at timestamptz,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, case_id) REFERENCES cases (book_id, id)
);
CREATE INDEX approvals_ahead_case ON approvals_ahead (book_id, case_id) WHERE state = 'standing';
CREATE INDEX case_state_debtor_look ON case_state (book_id, next_look_on, debtor_id);
DROP INDEX case_state_look;
