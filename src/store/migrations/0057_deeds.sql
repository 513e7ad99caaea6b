-- What was done to many cases at once can be taken back also after the page was left or the computer went down: each such deed is kept for
-- a while with whose it was and how to take it back.

CREATE TABLE bulk_deeds (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  -- None where a program did it.
  member_id uuid,
  actor text NOT NULL,
  at timestamptz NOT NULL,
  deed jsonb NOT NULL,
  done integer NOT NULL,
  -- In the form that taking it back needs.
  undo jsonb NOT NULL,
  undone_at timestamptz,
  undone integer,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
);
CREATE INDEX bulk_deeds_whose ON bulk_deeds (workspace_id, member_id, at DESC, id DESC);
CREATE INDEX bulk_deeds_at ON bulk_deeds (workspace_id, at);
