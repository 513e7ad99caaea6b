-- Mails to the owners of a workspace: one of a kind, a day and a person. Each message in one can be held by a link, whose secret is a
-- door; the link is used once.

CREATE TABLE owner_mails (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('day', 'week')),
  day date NOT NULL,
  address text NOT NULL,
  subject text NOT NULL,
  messages integer NOT NULL,
  -- What the mail server answered.
  outcome text,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX owner_mails_once ON owner_mails (workspace_id, kind, day, address);

CREATE TABLE hold_links (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  debtor_book bigint NOT NULL,
  debtor_id uuid NOT NULL,
  -- Who was sent it, in whose name it holds.
  address text NOT NULL,
  made_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
