-- What a notice must say of a claim and no list of unpaid invoices brings: who is owed, the itemisation, the ground.

CREATE TABLE claim_facts (
  book_id bigint NOT NULL,
  claim_id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  facts jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (book_id, claim_id),
  FOREIGN KEY (book_id, claim_id) REFERENCES claims (book_id, id)
);
