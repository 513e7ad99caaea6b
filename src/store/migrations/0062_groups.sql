-- Customers under one owner or payer are a group, which is no more than the name that each of them carries: it exists while somebody is in it.
-- The table of names was never written.

ALTER TABLE debtors DROP COLUMN group_id;
ALTER TABLE debtors ADD COLUMN group_name text;
ALTER TABLE debtors ADD COLUMN group_key text COLLATE "C";
CREATE INDEX debtors_group ON debtors (workspace_id, group_key, no) WHERE group_key IS NOT NULL;
DROP TABLE groups;
