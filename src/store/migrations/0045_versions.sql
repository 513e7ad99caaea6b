-- Two people may change the settings, or what somebody may do, at the same time: each change counts on, so that who changes says which
-- state they have seen.

ALTER TABLE settings ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE members ADD COLUMN version bigint NOT NULL DEFAULT 1;

-- Lines that took back a payment and wait for a person are few among very many.
CREATE INDEX bank_lines_undoing ON bank_lines (workspace_id, day DESC, id DESC)
  WHERE undone_at IS NULL AND amount_minor < 0 AND (raw ->> 'kind' IN ('return', 'charge_back', 'reversal')
    OR raw @> '{"parts": [{"kind": "return"}]}' OR raw @> '{"parts": [{"kind": "charge_back"}]}' OR raw @> '{"parts": [{"kind": "reversal"}]}');
