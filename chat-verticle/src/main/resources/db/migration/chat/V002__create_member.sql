CREATE TABLE member (
    room_id uuid NOT NULL,
    user_id uuid NOT NULL,
    last_seq bigint NOT NULL DEFAULT 0,
    active_at timestamptz NOT NULL,
    read_seq bigint NOT NULL DEFAULT 0,
    delivered_seq bigint NOT NULL DEFAULT 0,
    receipt_change_seq bigint NOT NULL DEFAULT 0,
    CONSTRAINT member_room_id_user_id_pkey PRIMARY KEY (room_id, user_id),
    CONSTRAINT member_room_id_fkey FOREIGN KEY (room_id) REFERENCES room (room_id),
    CONSTRAINT member_read_seq_delivered_seq_last_seq_check
        CHECK (0 <= read_seq AND read_seq <= delivered_seq AND delivered_seq <= last_seq)
) WITH (fillfactor = 80);
CREATE INDEX member_user_id_active_at_room_id_idx ON member (user_id, active_at, room_id);
CREATE INDEX member_user_id_unread_idx ON member (user_id) WHERE read_seq < last_seq;
COMMENT ON TABLE member IS 'How far a member of a room has read; last_seq and active_at are the room''s, for the inbox.';
