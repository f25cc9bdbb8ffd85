CREATE INDEX thread_held_at_idx ON thread (held_at, thread_id) WHERE held_at IS NOT NULL AND refused_at IS NULL;
