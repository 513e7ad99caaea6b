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

-- Who asked for erasure or has reached the end of what must be kept: restricted until the day named, then erased.
CREATE TABLE erasures (
  book_id bigint NOT NULL,
  debtor_id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  because text NOT NULL,
  restricted_at timestamptz NOT NULL,
  kept_until date,
  erased_at timestamptz,
  actor text NOT NULL,
  PRIMARY KEY (book_id, debtor_id),
  FOREIGN KEY (book_id, debtor_id) REFERENCES debtors (book_id, id)
);

-- A lawsuit, an audit, an inquiry: nothing of this customer is erased until it is lifted.
CREATE TABLE legal_holds (
  book_id bigint NOT NULL,
  id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  debtor_id uuid NOT NULL,
  because text NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  ended_at timestamptz,
  ended_by text,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, debtor_id) REFERENCES debtors (book_id, id)
);
CREATE INDEX legal_holds_debtor ON legal_holds (book_id, debtor_id);
