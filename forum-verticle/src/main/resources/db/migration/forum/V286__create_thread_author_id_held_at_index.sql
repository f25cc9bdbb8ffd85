CREATE INDEX thread_author_id_held_at_idx ON thread (author_id, held_at, thread_id) WHERE held_at IS NOT NULL;
