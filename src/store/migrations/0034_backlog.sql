-- What was overdue already when a list first came in, by how late it was: a row for each band, as it stood that day, and what a person
-- said to do with it. Until then its claims are held under the band's id.

CREATE TABLE backlog (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  import_id uuid NOT NULL,
  band text NOT NULL,
  on_day date NOT NULL,
  claims integer NOT NULL,
  debtors integer NOT NULL,
  sums jsonb NOT NULL,
  answer text,
  answered_at timestamptz,
  answered_by text,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, import_id, band)
);
CREATE INDEX holds_backlog ON holds (workspace_id, subject_id, debtor_id) WHERE cause IN ('backlog', 'statement_first');

-- The documents of a workspace are listed newest first, and found by how their names begin.
CREATE INDEX documents_newest ON documents (workspace_id, id) WHERE withdrawn_at IS NULL;
CREATE INDEX documents_name ON documents (workspace_id, name COLLATE "C");
