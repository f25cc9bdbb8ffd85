CREATE TABLE retention_watch (
    room_id uuid NOT NULL,
    CONSTRAINT retention_watch_room_id_pkey PRIMARY KEY (room_id)
);
INSERT INTO retention_watch (room_id) VALUES ('00000000-0000-0000-0000-000000000000');
COMMENT ON TABLE retention_watch IS 'One row: up to which room was looked for messages that are too old.';
