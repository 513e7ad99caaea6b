-- Every case has a colleague who works it. The rules by which cases are given are versions that stay; why a case went to whom stands
-- beside it; an open task knows whose it is, so that a person's own morning is read from an index however large the book.

CREATE TABLE collector_rules (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  version integer NOT NULL,
  body jsonb NOT NULL,
  saved_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (workspace_id, version)
);

ALTER TABLE case_state ADD COLUMN collector_why jsonb;

-- Derived with the list of cases, under the same lock.
ALTER TABLE tasks ADD COLUMN collector text;
CREATE INDEX tasks_collector ON tasks (workspace_id, collector, kind, open_minor DESC) WHERE state = 'open';

-- Whose cases, the most overdue first; and those that nobody has.
CREATE INDEX case_lists_collector ON case_lists (workspace_id, collector, overdue_minor, case_id, currency);
CREATE INDEX case_lists_asks ON case_lists (workspace_id, collector, case_id) WHERE next = 'approve';
