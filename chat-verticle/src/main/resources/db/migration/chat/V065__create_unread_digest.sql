CREATE TABLE unread_digest (
    user_id uuid NOT NULL,
    told_at timestamptz NOT NULL,
    CONSTRAINT unread_digest_user_id_pkey PRIMARY KEY (user_id)
);
COMMENT ON TABLE unread_digest IS 'Personal data: when somebody was last told of messages that they had not read.';
