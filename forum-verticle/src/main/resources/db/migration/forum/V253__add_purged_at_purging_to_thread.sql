ALTER TABLE thread
    ADD COLUMN purged_at timestamptz,
    ADD COLUMN purging boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT thread_purged_at_check CHECK (purged_at IS NULL OR deleted_at IS NOT NULL);
CREATE INDEX thread_purging_idx ON thread (thread_id) WHERE purging;
COMMENT ON COLUMN thread.purging IS 'Comments of it are still to go.';
