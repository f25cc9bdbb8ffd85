CREATE TABLE restriction (
    user_id uuid NOT NULL,
    restricted_until timestamptz NOT NULL,
    CONSTRAINT restriction_user_id_pkey PRIMARY KEY (user_id)
);
COMMENT ON TABLE restriction IS 'Personal data: who is kept from offering things for sale, and until when; moderation''s.';
