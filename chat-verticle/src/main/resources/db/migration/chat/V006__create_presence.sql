CREATE TABLE presence (
    user_id uuid NOT NULL,
    visible boolean NOT NULL DEFAULT true,
    seen_at timestamptz,
    CONSTRAINT presence_user_id_pkey PRIMARY KEY (user_id)
);
COMMENT ON TABLE presence IS 'When somebody was last there, and whether others may know. Who is there now is in Redis.';
COMMENT ON COLUMN presence.seen_at IS 'Personal data.';
