CREATE INDEX thread_board_id_created_on_like_count_idx
    ON thread (board_id, ((created_at AT TIME ZONE 'UTC')::date), like_count, thread_id) WHERE deleted_at IS NULL;
