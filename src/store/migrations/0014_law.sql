-- What bears on the right to contact: facts told to us or learned of a person, what a claim was for, licences to collect for others.

-- Ended by a day, never changed: what is withdrawn stays to be shown.
CREATE TABLE told (
  book_id bigint NOT NULL,
  id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  debtor_id uuid NOT NULL,
  kind text NOT NULL,
  body jsonb NOT NULL,
  on_day date NOT NULL,
  until_day date,
  source text NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  ended_on date,
  ended_at timestamptz,
  ended_by text,
  ended_because text,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, debtor_id) REFERENCES debtors (book_id, id)
);
CREATE INDEX told_debtor ON told (book_id, debtor_id);

-- Unknown where empty: then the stricter answer holds.
ALTER TABLE claims ADD COLUMN purpose text;
ALTER TABLE claims ADD COLUMN sector text;
ALTER TABLE claims ADD COLUMN in_default_when_obtained boolean;

CREATE TABLE licences (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  place text NOT NULL,
  number text NOT NULL,
  from_day date NOT NULL,
  until_day date,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
