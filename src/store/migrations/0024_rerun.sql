-- How money was to be spread is kept with its allocation (which claims were named, up to which day it looks for claims to open), so
-- that a payment, return or correction dated back can work every later allocation out anew. A line that only changes the amount of
-- another (interest given back, a waiver of more than there was) names it.

ALTER TABLE allocations ADD COLUMN named jsonb;
ALTER TABLE allocations ADD COLUMN until_day date;
CREATE INDEX allocations_debtor ON allocations (book_id, debtor_id);
ALTER TABLE postings ADD COLUMN adjusts_id uuid;
