CREATE TABLE refresh_token (
    token_hash bytea NOT NULL,
    session_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at timestamptz,
    CONSTRAINT refresh_token_token_hash_pkey PRIMARY KEY (token_hash),
    CONSTRAINT refresh_token_session_id_fkey FOREIGN KEY (session_id) REFERENCES session ON DELETE CASCADE,
    CONSTRAINT refresh_token_token_hash_check CHECK (length(token_hash) = 32)
);
CREATE INDEX refresh_token_session_id_idx ON refresh_token (session_id);
CREATE INDEX refresh_token_used_at_idx ON refresh_token (used_at) WHERE used_at IS NOT NULL;
COMMENT ON TABLE refresh_token IS 'SHA-256 of each; one that was used and comes again long after tells of a theft.';
