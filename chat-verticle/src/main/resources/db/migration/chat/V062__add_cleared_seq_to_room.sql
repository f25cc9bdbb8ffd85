ALTER TABLE room
    ADD COLUMN cleared_seq bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT room_cleared_seq_last_seq_check CHECK (0 <= cleared_seq AND cleared_seq <= last_seq);
COMMENT ON COLUMN room.cleared_seq IS 'Messages up to here were kept for as long as is set, and are gone.';
