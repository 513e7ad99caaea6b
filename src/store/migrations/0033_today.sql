-- What waits for a person is shown with the most money first, from among very many: how much a task is about stands beside it, as it
-- was when the task was written.

ALTER TABLE tasks ADD COLUMN open_minor bigint NOT NULL DEFAULT 0;
CREATE INDEX tasks_worth ON tasks (workspace_id, kind, open_minor DESC) WHERE state = 'open';
CREATE INDEX payments_day ON payments (book_id, day);
