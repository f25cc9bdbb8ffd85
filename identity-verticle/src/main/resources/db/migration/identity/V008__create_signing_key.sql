CREATE TABLE signing_key (
    generation integer NOT NULL,
    kid text NOT NULL,
    public_key bytea NOT NULL,
    sealed_private_key bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT signing_key_generation_pkey PRIMARY KEY (generation),
    CONSTRAINT signing_key_kid_key UNIQUE (kid)
);
COMMENT ON TABLE signing_key IS 'The highest generation signs; all verify. Private keys are sealed with AES-256-GCM.';
