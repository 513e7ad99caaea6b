-- A million claims in a minute: what the database checked and kept for each row without being the only one to say so.
--
-- Four foreign keys go, because a row of theirs is written in the transaction that makes its claim or after reading it, nobody
-- may delete what they point to (grants.ts), and `verify` asks the same of all rows at once. The claim's way to its case and the
-- posting's to its claim and its payment stay.

ALTER TABLE claims DROP CONSTRAINT claims_book_id_debtor_id_fkey;
ALTER TABLE postings DROP CONSTRAINT postings_book_id_debtor_id_fkey;
ALTER TABLE claim_state DROP CONSTRAINT claim_state_book_id_claim_id_fkey;
ALTER TABLE dues DROP CONSTRAINT dues_book_id_claim_id_fkey;

-- A claim names the import that made it, so `list_claims` names only those that were there before; older rows stay true.
-- Few postings reverse another, few payments come from a bank line: the others need no entry.
ALTER TABLE postings DROP CONSTRAINT postings_book_id_reverses_id_key;
CREATE UNIQUE INDEX postings_reverses ON postings (book_id, reverses_id) WHERE reverses_id IS NOT NULL;
ALTER TABLE payments DROP CONSTRAINT payments_book_id_line_id_part_no_key;
CREATE UNIQUE INDEX payments_line ON payments (book_id, line_id, part_no) WHERE line_id IS NOT NULL;

-- What a payment did is asked by the payment.
CREATE INDEX postings_payment ON postings (book_id, payment_id) WHERE payment_id IS NOT NULL;

-- The brake compares a day with the thirty before it, however many messages there ever were.
CREATE INDEX outbox_day ON outbox (workspace_id, run_day);
