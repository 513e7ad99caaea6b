-- What takes long to work out (a report over a large book, the time machine) is worked out beside whoever asked: how far it is, a wish
-- to stop it, and what came of it are kept here, so that any process can tell, who leaves finds it finished, and who asks the same again
-- on the same day gets it at once.

CREATE TABLE reckonings (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('report', 'simulation')),
  -- What was asked, with its day, and the hash of it.
  ask jsonb NOT NULL,
  ask_sha bytea NOT NULL,
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  state text NOT NULL DEFAULT 'at_work' CHECK (state IN ('at_work', 'done', 'failed', 'cancelled')),
  -- Parts that are worked out, and how many there are as far as is known.
  done integer NOT NULL DEFAULT 0,
  parts integer NOT NULL DEFAULT 0,
  -- The last sign of whoever works on it: one whose process died is at work no more.
  seen_at timestamptz NOT NULL,
  answer text,
  -- A Problem, where it failed.
  problem jsonb,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX reckonings_ask ON reckonings (workspace_id, ask_sha, asked_at DESC);
CREATE INDEX reckonings_asked ON reckonings (workspace_id, asked_at);

-- How much waits to be approved is counted on every screen that shows it.
CREATE INDEX outbox_to_approve ON outbox (workspace_id) WHERE state = 'waiting' AND needs_approval AND approved_at IS NULL;
-- What is settled of one case is found without reading all claims of its book; open claims have an index of their own.
CREATE INDEX claim_state_closed ON claim_state (book_id, case_id) WHERE NOT open;
-- Those who are not handled as everybody is are few.
CREATE INDEX debtors_handling ON debtors (workspace_id, handling, name_key, no) WHERE handling <> 'automatic';
