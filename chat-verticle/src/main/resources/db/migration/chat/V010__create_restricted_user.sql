CREATE TABLE restricted_user (
    user_id uuid NOT NULL,
    CONSTRAINT restricted_user_user_id_pkey PRIMARY KEY (user_id)
);
COMMENT ON TABLE restricted_user IS 'Whose account may not be used; identity''s.';
