CREATE TABLE message (
    room_id uuid NOT NULL,
    seq bigint NOT NULL,
    message_id uuid NOT NULL,
    sender_id uuid NOT NULL,
    client_message_id text NOT NULL,
    text text,
    sent_text_hash bytea,
    created_at timestamptz NOT NULL,
    edited_at timestamptz,
    deleted_at timestamptz,
    change_seq bigint NOT NULL,
    CONSTRAINT message_room_id_seq_pkey PRIMARY KEY (room_id, seq),
    CONSTRAINT message_message_id_key UNIQUE (message_id),
    CONSTRAINT message_room_id_sender_id_client_message_id_key UNIQUE (room_id, sender_id, client_message_id),
    CONSTRAINT message_room_id_change_seq_key UNIQUE (room_id, change_seq),
    CONSTRAINT message_seq_change_seq_check CHECK (0 < seq AND seq <= change_seq),
    CONSTRAINT message_text_deleted_at_check
        CHECK (deleted_at IS NULL OR (text IS NULL AND sent_text_hash IS NULL))
);
CREATE INDEX message_room_id_seq_idx ON message (room_id, seq) WHERE deleted_at IS NOT NULL;
COMMENT ON TABLE message IS
    'No foreign key to room, to spare every message its check: the one INSERT takes the room from the row it counts up.';
COMMENT ON COLUMN message.sent_text_hash IS
    'Once edited: SHA-256 of the text as it was sent, to know a repeated send by.';
