-- A contact who is no longer there is ended and kept, for what was sent to them stays with them; and customers are listed by what they owe.
ALTER TABLE contacts ADD COLUMN ended_at timestamptz;
CREATE INDEX case_lists_open ON case_lists (workspace_id, open_minor, case_id, currency);
