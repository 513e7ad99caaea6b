-- What reports need beside the books: rates between currencies as somebody published them, and tax of bad debts that was taken back.

-- How much of a currency a unit of the base bought on a day. Added to, never changed: what was entered last for a day counts.
CREATE TABLE exchange_rates (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  base text NOT NULL,
  currency text NOT NULL,
  day date NOT NULL,
  rate_billionths bigint NOT NULL CHECK (rate_billionths > 0),
  source text NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX exchange_rates_day ON exchange_rates (workspace_id, day);

-- Tax that was charged, never paid by the customer, and taken back in a return; below zero where some of it was given back again.
CREATE TABLE tax_reliefs (
  book_id bigint NOT NULL,
  id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  debtor_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  on_day date NOT NULL,
  because text NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, debtor_id) REFERENCES debtors (book_id, id),
  FOREIGN KEY (book_id, claim_id) REFERENCES claims (book_id, id)
);
CREATE INDEX tax_reliefs_claim ON tax_reliefs (book_id, claim_id);
