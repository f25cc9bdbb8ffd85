CREATE TABLE unread_watch (
    user_id uuid NOT NULL,
    CONSTRAINT unread_watch_user_id_pkey PRIMARY KEY (user_id)
);
INSERT INTO unread_watch (user_id) VALUES ('00000000-0000-0000-0000-000000000000');
COMMENT ON TABLE unread_watch IS 'One row: up to which user was looked for messages that wait to be read.';
