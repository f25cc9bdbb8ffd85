CREATE TABLE unseen_sender (
    user_id uuid NOT NULL,
    unseen_since timestamptz NOT NULL DEFAULT now(),
    unseen_until timestamptz NOT NULL,
    CONSTRAINT unseen_sender_user_id_pkey PRIMARY KEY (user_id)
);
COMMENT ON TABLE unseen_sender IS 'Personal data that its owner is not told: whose messages reach nobody else, and until when; moderation''s.';
