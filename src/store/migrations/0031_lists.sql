-- What people look through all day must answer at once, however large the book: a narrow row for each case and currency, derived from
-- claims, dues, holds, drafts and tasks in the transaction that changes them (store/case-list.ts). It holds days, not how late they
-- are, for that changes every day by itself. And the views that people keep of such lists.

CREATE TABLE case_lists (
  book_id bigint NOT NULL,
  case_id uuid NOT NULL,
  currency text COLLATE "C" NOT NULL,
  workspace_id uuid NOT NULL,
  debtor_id uuid NOT NULL,
  no bigint NOT NULL,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  country text NOT NULL,
  handling text NOT NULL,
  segment text,
  collector text,
  claims integer NOT NULL,
  open_minor bigint NOT NULL,
  -- Up to the day the row was written; more of it falls due after next_due_on.
  overdue_minor bigint NOT NULL,
  -- The oldest day of what is open and was or is to be paid; 9999-12-31 where there is none, as with the other days.
  oldest_due_on date NOT NULL,
  next_due_on date NOT NULL,
  next_look_on date NOT NULL,
  -- What happens next: error, approve, send, task, held, look.
  next text NOT NULL,
  -- Which reminder or task that is, and the last reminder that was given.
  step text,
  stage text,
  held text,
  held_until date,
  PRIMARY KEY (book_id, case_id, currency),
  FOREIGN KEY (book_id, case_id) REFERENCES cases (book_id, id)
) WITH (fillfactor = 70);
CREATE INDEX case_lists_debtor ON case_lists (book_id, debtor_id);
CREATE INDEX case_lists_due ON case_lists (book_id, next_due_on);
CREATE INDEX case_lists_overdue ON case_lists (workspace_id, overdue_minor, case_id, currency);
CREATE INDEX case_lists_oldest ON case_lists (workspace_id, oldest_due_on, case_id, currency);
CREATE INDEX case_lists_look ON case_lists (workspace_id, next_look_on, case_id, currency);
CREATE INDEX case_lists_name ON case_lists (workspace_id, name_key, case_id, currency);

CREATE TABLE saved_views (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  page text NOT NULL,
  name text COLLATE "C" NOT NULL,
  body jsonb NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
);
CREATE UNIQUE INDEX saved_views_name ON saved_views (workspace_id, member_id, page, name);

-- A payment is found by the reference that somebody reads out on the telephone.
CREATE INDEX payments_reference ON payments (workspace_id, reference COLLATE "C");

-- Customers by their number or their name, whatever book they are in.
CREATE INDEX debtors_workspace_no ON debtors (workspace_id, no);
CREATE INDEX debtors_workspace_name ON debtors (workspace_id, name_key, no);

-- What is rare is found without reading the rest; and what a list can be filtered by is read from one narrow index.
CREATE INDEX case_lists_next ON case_lists (workspace_id, next) WHERE next <> 'look';
CREATE INDEX case_lists_held ON case_lists (workspace_id, held) WHERE held IS NOT NULL;
CREATE INDEX case_lists_handling ON case_lists (workspace_id, handling) WHERE handling <> 'automatic';
CREATE INDEX case_lists_country ON case_lists (workspace_id, country, handling, oldest_due_on);
CREATE INDEX case_lists_choices ON case_lists (workspace_id, currency, country, held, segment, stage, collector);
-- All words of one customer, so that two typed words cost what the rarer one does.
CREATE INDEX search_words_subject ON search_words (book_id, subject_id, word);
