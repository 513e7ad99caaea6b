-- What became of each bank line of money that came in: booked, waiting for a person, of nobody known, or put aside. Payers who were
-- confirmed are kept by account and name. A claim's number is found by its digits among the words of the search, whatever letters and
-- signs the payer leaves out; who owes a sum, by an index of what is open.

CREATE TABLE line_matches (
  workspace_id uuid NOT NULL,
  line_id uuid NOT NULL,
  import_id uuid,
  -- waiting, unapplied, booked, ignored, withdrawn
  state text NOT NULL,
  -- Once a person had to do with it, it is never booked by itself again.
  by_hand boolean NOT NULL DEFAULT false,
  because text NOT NULL,
  proposals jsonb NOT NULL,
  -- More debtors owe just this sum than can be held for it: what we know of payments does not reach past it.
  anyone boolean NOT NULL DEFAULT false,
  -- In which books debtors are held for it.
  held_books jsonb NOT NULL DEFAULT '[]',
  at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (workspace_id, line_id),
  FOREIGN KEY (workspace_id, line_id) REFERENCES bank_lines (workspace_id, id)
) WITH (fillfactor = 80);
CREATE INDEX line_matches_open ON line_matches (workspace_id, line_id) WHERE state IN ('waiting', 'unapplied');
CREATE INDEX line_matches_import ON line_matches (workspace_id, import_id);

CREATE TABLE payers (
  workspace_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL,
  line_id uuid NOT NULL,
  book_id bigint NOT NULL,
  debtor_id uuid NOT NULL,
  learned_at timestamptz NOT NULL,
  forgotten_at timestamptz,
  actor text NOT NULL,
  PRIMARY KEY (workspace_id, key, line_id, book_id, debtor_id)
);
CREATE INDEX payers_line ON payers (workspace_id, line_id);
CREATE INDEX payers_debtor ON payers (workspace_id, debtor_id);

CREATE INDEX claim_state_sum ON claim_state (book_id, principal) WHERE open;

INSERT INTO search_words (workspace_id, word, book_id, subject_id, kind)
SELECT DISTINCT c.workspace_id, '#' || c.key, c.book_id, c.debtor_id, 'number'
FROM (SELECT workspace_id, book_id, debtor_id, ltrim(regexp_replace(number, '[^0-9]', '', 'g'), '0') AS key FROM claims WHERE moved_to IS NULL) c
WHERE length(c.key) BETWEEN 3 AND 20
ON CONFLICT DO NOTHING;
