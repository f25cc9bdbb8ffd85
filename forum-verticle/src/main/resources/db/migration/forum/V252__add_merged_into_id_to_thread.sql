ALTER TABLE thread ADD COLUMN merged_into_id uuid,
    ADD CONSTRAINT thread_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES thread (thread_id),
    ADD CONSTRAINT thread_merged_into_id_check CHECK (merged_into_id IS NULL OR deleted_at IS NOT NULL);
CREATE INDEX thread_merged_into_id_idx ON thread (merged_into_id) WHERE merged_into_id IS NOT NULL;
COMMENT ON COLUMN thread.merged_into_id IS 'The thread that has its comments now.';
