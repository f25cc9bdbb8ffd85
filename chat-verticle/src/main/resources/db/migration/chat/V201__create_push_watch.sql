CREATE TABLE push_watch (
    user_id uuid NOT NULL,
    CONSTRAINT push_watch_user_id_pkey PRIMARY KEY (user_id)
);
INSERT INTO push_watch (user_id) VALUES ('00000000-0000-0000-0000-000000000000');
COMMENT ON TABLE push_watch IS 'One row: up to which user was looked for messages that nobody was told of.';
