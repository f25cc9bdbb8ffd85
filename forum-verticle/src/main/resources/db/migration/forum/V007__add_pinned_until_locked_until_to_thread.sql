ALTER TABLE thread
    ADD COLUMN pinned_until timestamptz,
    ADD COLUMN locked_until timestamptz;
COMMENT ON COLUMN thread.pinned_until IS 'Null is for ever.';
COMMENT ON COLUMN thread.locked_until IS 'Null is for ever.';
CREATE INDEX thread_board_id_pinned_idx ON thread (board_id, created_at) WHERE deleted_at IS NULL AND pinned;
