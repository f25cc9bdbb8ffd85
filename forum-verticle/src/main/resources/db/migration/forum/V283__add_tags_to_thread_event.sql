ALTER TABLE thread_event ADD COLUMN tags text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN thread_event.tags IS 'Those before, of RETAGGED.';
