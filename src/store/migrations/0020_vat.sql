-- Customers are found by their VAT number when an e-invoice names it: a look into each book instead of a walk through all of them.

CREATE INDEX debtors_vat ON debtors (book_id, vat_number);
