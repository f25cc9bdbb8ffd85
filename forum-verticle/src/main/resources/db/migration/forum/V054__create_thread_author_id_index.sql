CREATE INDEX thread_author_id_created_at_idx ON thread (author_id, created_at);
