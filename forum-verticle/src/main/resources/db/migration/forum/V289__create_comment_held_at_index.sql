CREATE INDEX comment_held_at_idx ON comment (held_at, comment_id) WHERE held_at IS NOT NULL AND refused_at IS NULL;
