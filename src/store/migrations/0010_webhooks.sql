-- Other programs want to hear what happened without asking all the time. What they are told is written in the transaction of the
-- fact itself, waits here for each of them in order, and every try at delivering it is kept for a month.

CREATE TABLE webhooks (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  url text NOT NULL,
  -- Kinds of events, or groups of them such as 'claim.*'.
  events jsonb NOT NULL,
  -- Signs every delivery, so unlike the secret of a key it must be kept.
  secret text NOT NULL,
  -- On this machine: the only ones that a rehearsal tells anything.
  local boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('on', 'off', 'removed')),
  off_because text,
  -- Failures one after the other, and the moment of the next try.
  tries integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  failing_since timestamptz,
  made_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (workspace_id, id)
);

CREATE TABLE webhook_events (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  -- The bytes that are signed and sent, the same at every try.
  body text NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX webhook_events_age ON webhook_events (workspace_id, at);

CREATE TABLE webhook_deliveries (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  webhook_id uuid NOT NULL,
  event_id uuid NOT NULL,
  done_at timestamptz,
  PRIMARY KEY (workspace_id, webhook_id, event_id)
);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (workspace_id, webhook_id, event_id) WHERE done_at IS NULL;

CREATE TABLE webhook_attempts (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  event_id uuid NOT NULL,
  at timestamptz NOT NULL,
  ms integer NOT NULL,
  -- None where nobody answered.
  status integer,
  says text NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX webhook_attempts_order ON webhook_attempts (workspace_id, webhook_id, id);
