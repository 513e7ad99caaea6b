-- What comes in by mail: how far each mailbox folder was read, and every mail that landed, once, with where it landed. The words
-- and bytes of a mail live in blobs; what a debtor said is a message in that debtor's book, this is the workspace's own list.

CREATE TABLE mailboxes (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  mailbox text NOT NULL,
  uidvalidity bigint NOT NULL,
  uid bigint NOT NULL,
  fetched_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, mailbox)
);

-- Where a mail landed is named with the book, as in refs; a mail that landed nowhere names none.
CREATE TABLE inbox (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  mail_key text COLLATE "C" NOT NULL,
  direction text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  from_address text NOT NULL,
  subject text NOT NULL,
  text_body text NOT NULL,
  bytes_sha bytea NOT NULL,
  bounce jsonb,
  landed jsonb NOT NULL,
  says text NOT NULL,
  day date NOT NULL,
  recorded_at timestamptz NOT NULL,
  done_by text,
  done_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, mail_key)
);
CREATE INDEX inbox_state ON inbox (workspace_id, state, recorded_at);

CREATE INDEX attempts_external ON attempts (workspace_id, external_id);
CREATE INDEX attempts_address ON attempts (workspace_id, address, released_at);
CREATE INDEX addresses_email ON addresses (workspace_id, address) WHERE channel = 'email';
CREATE INDEX holds_subject ON holds (workspace_id, subject_id) WHERE lifted_on IS NULL;
