CREATE INDEX comment_author_id_held_at_idx ON comment (author_id, held_at, comment_id) WHERE held_at IS NOT NULL;
