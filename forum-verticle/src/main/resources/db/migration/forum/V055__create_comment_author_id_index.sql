CREATE INDEX comment_author_id_created_at_idx ON comment (author_id, created_at);
