-- A message is found again by what somebody remembers of it: the words of its subject, of what they wrote or a person of ours wrote, of
-- a call's note, of the papers that went with it. Folded in Node as all words are, read by range, the newest first (store/message-words.ts).

CREATE TABLE message_words (
  book_id bigint NOT NULL,
  message_id uuid NOT NULL,
  word text COLLATE "C" NOT NULL,
  workspace_id uuid NOT NULL,
  PRIMARY KEY (book_id, message_id, word),
  FOREIGN KEY (book_id, message_id) REFERENCES messages (book_id, id)
);
-- Ids of messages grow with time: within a word the newest come first.
CREATE INDEX message_words_word ON message_words (workspace_id, word, message_id DESC, book_id);

-- Messages from before this are read by the next run, a book at a time; a book that begins now has all its words from its first message on.
ALTER TABLE books ADD COLUMN words_kept boolean NOT NULL DEFAULT false;
ALTER TABLE books ALTER COLUMN words_kept SET DEFAULT true;
