CREATE INDEX thread_tags_idx ON thread USING gin (tags) WHERE deleted_at IS NULL;
