-- What a person wants to remember of a customer, without saying it to anyone; and calls that were logged by mistake: messages are
-- history and stay, so that one was never made stands beside it.

CREATE TABLE notes (
  book_id bigint NOT NULL,
  id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  debtor_id uuid NOT NULL,
  says text NOT NULL,
  day date NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (book_id, id),
  FOREIGN KEY (book_id, debtor_id) REFERENCES debtors (book_id, id)
);
CREATE INDEX notes_debtor ON notes (book_id, debtor_id);

CREATE TABLE undone_calls (
  book_id bigint NOT NULL,
  message_id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  debtor_id uuid NOT NULL,
  undone_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (book_id, message_id),
  FOREIGN KEY (book_id, message_id) REFERENCES messages (book_id, id)
);
