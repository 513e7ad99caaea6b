-- Invoices in the order in which they fall due, whatever book they are in: by the first due of each, which nearly all have alone.

CREATE INDEX dues_first ON dues (workspace_id, due_on, claim_id, book_id) WHERE no = 1 AND set_id = claim_id;
