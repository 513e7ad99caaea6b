-- Anchors bind the heads of all chains as they were: with the heads themselves, kept by book and only where they changed, so that
-- later growth raises no alarm and what was cut off is found. Nothing has written an anchor before.

ALTER TABLE anchors DROP CONSTRAINT anchors_pkey;
ALTER TABLE anchors ADD COLUMN no bigint NOT NULL;
ALTER TABLE anchors ADD COLUMN prev_sha bytea NOT NULL;
ALTER TABLE anchors ADD COLUMN seq bigint NOT NULL;
ALTER TABLE anchors ADD COLUMN head_sha bytea NOT NULL;
ALTER TABLE anchors ADD COLUMN chains bigint NOT NULL;
ALTER TABLE anchors ADD PRIMARY KEY (workspace_id, no);
CREATE INDEX anchors_day ON anchors (workspace_id, day);

-- `complete`: all heads of the book, not only those that changed since the anchor before.
CREATE TABLE anchor_heads (
  book_id bigint NOT NULL,
  anchor_no bigint NOT NULL,
  workspace_id uuid NOT NULL,
  complete boolean NOT NULL,
  heads bytea NOT NULL,
  root_sha bytea NOT NULL,
  PRIMARY KEY (book_id, anchor_no)
);

-- The rules as they stood when a message was released, once by their hash: what a permit rested on is shown in years as it was then.
CREATE TABLE rule_sets (
  workspace_id uuid NOT NULL,
  sha bytea NOT NULL,
  body jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, sha)
);
