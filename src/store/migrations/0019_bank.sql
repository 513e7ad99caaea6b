-- A bank's line knows the import that brought it, and a whole import can be taken back without forgetting what stood there: the same
-- lines may then come in again. What a returned debit points at is looked for by its amount.

ALTER TABLE bank_lines ADD COLUMN import_id uuid;
ALTER TABLE bank_lines ADD COLUMN undone_at timestamptz;
ALTER TABLE bank_lines DROP CONSTRAINT bank_lines_workspace_id_account_fingerprint_key;
CREATE UNIQUE INDEX bank_lines_once ON bank_lines (workspace_id, account, fingerprint) WHERE undone_at IS NULL;
CREATE INDEX bank_lines_import ON bank_lines (workspace_id, import_id);
CREATE INDEX bank_lines_day ON bank_lines (workspace_id, day, id);
CREATE INDEX bank_lines_amount ON bank_lines (workspace_id, account, amount_minor);
