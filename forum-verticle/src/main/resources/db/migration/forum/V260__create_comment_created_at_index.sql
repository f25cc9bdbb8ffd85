CREATE INDEX comment_created_at_idx ON comment (created_at, comment_id) WHERE deleted_at IS NULL;
