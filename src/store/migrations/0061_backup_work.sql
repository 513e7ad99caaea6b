-- How far a backup is that is being made, so that every process can show it: a row of the workspace that asked for it, gone when it is over. A
-- backup holds the whole database, so who looks asks for whichever row was told last; one that is told no more belongs to a process that died.

CREATE TABLE backup_work (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  doing text NOT NULL CHECK (doing IN ('writing', 'checking', 'reading', 'indexes', 'verifying')),
  -- Parts begun, and how many there are where that is known.
  done integer NOT NULL,
  parts integer,
  begun_at timestamptz NOT NULL,
  begun_by text NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id)
);
