-- Programs come in by keys, and a request that is sent twice must do its work once: keys with their names (the door itself, the
-- hash of the secret, stands before the wall) and answers kept under the caller's own Idempotency-Key.

CREATE TABLE api_keys (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  name text NOT NULL,
  may_write boolean NOT NULL,
  made_at timestamptz NOT NULL,
  actor text NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);

CREATE TABLE api_requests (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  key text COLLATE "C" NOT NULL,
  request_sha bytea NOT NULL,
  status integer NOT NULL,
  body text NOT NULL,
  etag text,
  answered_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, key)
);
CREATE INDEX api_requests_age ON api_requests (workspace_id, answered_at);
