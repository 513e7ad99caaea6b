-- Two people may change the settings, or what somebody may do, at the same time: each change counts on, so that who changes says which
-- state they have seen.

ALTER TABLE settings ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE members ADD COLUMN version bigint NOT NULL DEFAULT 1;
