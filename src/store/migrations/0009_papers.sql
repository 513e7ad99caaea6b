-- Documents are looked up by whose they are, by what they are about and by their bytes, and one that was filed wrongly is taken
-- back without being forgotten. Beside them what a mailbox is signed in to with: tokens that a provider gives and takes back.

ALTER TABLE documents ADD COLUMN withdrawn_at timestamptz;
ALTER TABLE documents ADD COLUMN size integer NOT NULL DEFAULT 0;
CREATE INDEX documents_debtor ON documents (book_id, debtor_id);
CREATE INDEX documents_subject ON documents (book_id, subject_id);
CREATE INDEX documents_sha ON documents (workspace_id, sha);

CREATE TABLE mail_sign_ins (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  provider text NOT NULL,
  account text NOT NULL,
  client_id text NOT NULL,
  client_secret text,
  endpoints jsonb NOT NULL,
  scope text NOT NULL,
  access_token text NOT NULL,
  refresh_token text NOT NULL,
  expires_at timestamptz NOT NULL,
  signed_in_at timestamptz NOT NULL,
  renewed_at timestamptz NOT NULL,
  refused_at timestamptz,
  refused_says text,
  PRIMARY KEY (workspace_id)
);
