-- Which backups were restored elsewhere and verified, and which failed to be: so that the age of the last good one can be
-- said. Rows are only added; whether the file still lies there is the folder's own business.

CREATE TABLE backups (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  file text NOT NULL,
  bytes bigint NOT NULL,
  made_at timestamptz NOT NULL,
  tried_at timestamptz NOT NULL,
  proved boolean NOT NULL,
  says text NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
