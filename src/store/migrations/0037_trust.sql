-- Where debtors pay to is what a thief would change. A change of it is kept here while it waits, with who asked for it, by what they
-- showed who they are, and who else said yes; nothing of it is paid to before its moment. Mails to the people of the house wait beside
-- it until a server took them. Tries at a password are counted for each account, by the hash of its address, known or not.

CREATE TABLE bank_changes (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  -- What of the settings is to stand then: bank, factors, payLink.
  next jsonb NOT NULL,
  before jsonb NOT NULL,
  shown_by text NOT NULL CHECK (shown_by IN ('totp', 'passkey', 'password')),
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  asked_id uuid NOT NULL,
  effective_at timestamptz NOT NULL,
  needs_second boolean NOT NULL,
  agreed_at timestamptz,
  agreed_by text,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'withdrawn')),
  ended_at timestamptz,
  ended_by text,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX bank_changes_waiting ON bank_changes (workspace_id) WHERE state = 'waiting';

CREATE TABLE house_mails (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  made_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  tried_at timestamptz,
  sent_at timestamptz,
  says text,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX house_mails_waiting ON house_mails (workspace_id, made_at) WHERE sent_at IS NULL;

CREATE TABLE auth.tries (
  "subject" bytea PRIMARY KEY,
  "count" integer NOT NULL,
  "since" timestamptz NOT NULL,
  "until" timestamptz
);

-- Who did what, by person, the newest first.
CREATE INDEX workspace_record_actor ON workspace_record (workspace_id, actor COLLATE "C", seq DESC);
