-- More is worked on beside whoever asks: the run of the day, a list or a debtor's data as a file, letters printed together, and an import. Its row
-- says how far it is to any process, takes the wish to stop it from any, and holds the file that came of it for a day.

ALTER TABLE reckonings DROP CONSTRAINT reckonings_kind_check;
ALTER TABLE reckonings ADD CONSTRAINT reckonings_kind_check
  CHECK (kind IN ('report', 'simulation', 'run', 'import', 'list', 'letters', 'dossier'));
-- What it is about, for who sees it among others: a report's or a list's name, a file's, a day, a customer's number.
ALTER TABLE reckonings ADD COLUMN about text NOT NULL DEFAULT '';
ALTER TABLE reckonings ADD COLUMN file bytea;
ALTER TABLE reckonings ADD COLUMN file_name text;
ALTER TABLE reckonings ADD COLUMN file_type text;

-- The letters of a day, to print them together.
CREATE INDEX attempts_letters ON attempts (workspace_id, released_at) WHERE channel = 'letter';
