-- Why a charge stands: what the terms say of interest and fees, rates that were entered here, and what each posted charge rests on.

-- Added to, never changed: the newest that was known counts, and any past day is shown as it was known then.
CREATE TABLE clauses (
  book_id bigint NOT NULL,
  id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  debtor_id uuid NOT NULL,
  claim_id uuid,
  body jsonb NOT NULL,
  because text NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, debtor_id) REFERENCES debtors (book_id, id),
  FOREIGN KEY (book_id, claim_id) REFERENCES claims (book_id, id)
);
CREATE INDEX clauses_debtor ON clauses (book_id, debtor_id);

-- A posted charge, its rule and its lines as they were worked out, by the group of its postings.
CREATE TABLE charge_grounds (
  book_id bigint NOT NULL,
  group_id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  debtor_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  component text NOT NULL,
  rule_id text NOT NULL,
  cite text NOT NULL,
  until_day date NOT NULL,
  lines jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (book_id, group_id),
  FOREIGN KEY (book_id, claim_id) REFERENCES claims (book_id, id)
);
CREATE INDEX charge_grounds_claim ON charge_grounds (book_id, claim_id);

-- Millionths of a percent, so that no fraction is lost.
CREATE TABLE rates (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  series_id text NOT NULL,
  from_day date NOT NULL,
  until_day date NOT NULL,
  rate_millionths bigint NOT NULL,
  source text NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
