CREATE INDEX thread_created_on_like_count_idx
    ON thread (((created_at AT TIME ZONE 'UTC')::date), like_count, thread_id) WHERE deleted_at IS NULL;
