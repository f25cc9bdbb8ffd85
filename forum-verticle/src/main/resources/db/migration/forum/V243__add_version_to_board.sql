ALTER TABLE board ADD COLUMN version bigint NOT NULL DEFAULT 1;
COMMENT ON COLUMN board.version IS 'Counts up when staff changes it, not with its threads.';
