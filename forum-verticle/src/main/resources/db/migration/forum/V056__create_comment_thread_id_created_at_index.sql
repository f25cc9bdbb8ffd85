CREATE INDEX comment_thread_id_created_at_idx ON comment (thread_id, created_at) WHERE deleted_at IS NULL;
