-- What was let go because a payment met an offer names that payment: where it comes back, so does what was let go.
ALTER TABLE postings ADD COLUMN met_by_id uuid;
CREATE INDEX postings_met_by ON postings (book_id, met_by_id) WHERE met_by_id IS NOT NULL;

-- Few postings change another, and for each that may be changed it is asked whether one does.
CREATE INDEX postings_adjusts ON postings (book_id, adjusts_id) WHERE adjusts_id IS NOT NULL;
