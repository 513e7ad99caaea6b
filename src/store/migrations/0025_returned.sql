-- What came back of a payment, on which day and why, with what the bank took for it and the line that told so. A payment is also
-- looked for by its amount when a line of the bank undoes one. A line marked as a settlement in full waits until a person says what
-- to make of it.

CREATE TABLE returned (
  book_id bigint NOT NULL,
  id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  debtor_id uuid NOT NULL,
  payment_id uuid NOT NULL,
  on_day date NOT NULL,
  code text,
  says text NOT NULL,
  fee_minor bigint,
  line_id uuid,
  part_no integer,
  taken_back_at timestamptz,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, debtor_id) REFERENCES debtors (book_id, id),
  FOREIGN KEY (book_id, payment_id) REFERENCES payments (book_id, id)
);
CREATE INDEX returned_debtor ON returned (book_id, debtor_id);
CREATE INDEX payments_amount ON payments (workspace_id, amount_minor, day);

CREATE TABLE offers_in_full (
  book_id bigint NOT NULL,
  id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  debtor_id uuid NOT NULL,
  creditor_id uuid NOT NULL,
  amount_minor bigint NOT NULL,
  currency text NOT NULL,
  day date NOT NULL,
  words text NOT NULL,
  claims jsonb NOT NULL,
  reference text,
  note text,
  line_id uuid,
  answer text,
  answered_on date,
  answered_by text,
  payment_id uuid,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, debtor_id) REFERENCES debtors (book_id, id)
);
CREATE INDEX offers_in_full_debtor ON offers_in_full (book_id, debtor_id);
