-- One customer under several spellings and several numbers. Spellings are aliases with the import they came from. A merge moves
-- what a customer owes by pairs of transfer postings that keep their days: history is added to, and book_id comes first in every
-- key, so what moves is written anew where it goes, and the old record points there and takes no more.

ALTER TABLE debtor_aliases
  ADD COLUMN because text NOT NULL DEFAULT '',
  ADD COLUMN import_id uuid,
  ADD COLUMN seen_on date,
  ADD COLUMN seen_import_id uuid,
  ADD COLUMN withdrawn_at timestamptz;
CREATE INDEX debtor_aliases_key ON debtor_aliases (workspace_id, alias_key);

-- Stands on the row that every writer locks first, so that none can miss it by looking a moment too early.
ALTER TABLE debtor_state ADD COLUMN moved boolean NOT NULL DEFAULT false;
CREATE INDEX debtor_state_moved ON debtor_state (book_id, debtor_id) WHERE moved;

ALTER TABLE claims ADD COLUMN moved_to jsonb;

-- The merge whose transfer a posting is one half of; its kind stays what it was, so that sums by kind are right on every day.
ALTER TABLE postings ADD COLUMN transfer_id uuid;

CREATE TABLE merges (
  book_id bigint NOT NULL,
  debtor_id uuid NOT NULL,
  from_book bigint NOT NULL,
  from_id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  transfer_id uuid NOT NULL,
  from_no bigint NOT NULL,
  from_name text NOT NULL,
  on_day date NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (book_id, debtor_id, from_book, from_id),
  FOREIGN KEY (book_id, debtor_id) REFERENCES debtors (book_id, id)
);

-- What a person said is not the same customer is not proposed again. The smaller id stands first.
CREATE TABLE not_same (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  one_id uuid NOT NULL,
  other_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (workspace_id, one_id, other_id)
);
