CREATE TABLE secret (
    secret_id uuid NOT NULL,
    CONSTRAINT secret_secret_id_pkey PRIMARY KEY (secret_id)
);
COMMENT ON TABLE secret IS 'What another domain keeps.';
