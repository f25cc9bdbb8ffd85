CREATE INDEX comment_thread_id_author_id_idx ON comment (thread_id, author_id) WHERE deleted_at IS NULL;
