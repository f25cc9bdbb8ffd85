CREATE TABLE oidc_attempt (
    attempt_id uuid NOT NULL,
    session_id uuid,
    code_hash bytea,
    person jsonb,
    done_at timestamptz,
    expires_at timestamptz NOT NULL,
    CONSTRAINT oidc_attempt_attempt_id_pkey PRIMARY KEY (attempt_id)
);
CREATE INDEX oidc_attempt_expires_at_idx ON oidc_attempt (expires_at);
COMMENT ON TABLE oidc_attempt IS 'Sign-ins and links under way; gone an hour after they are over.';
COMMENT ON COLUMN oidc_attempt.session_id IS 'Of whoever links; null for a sign-in.';
COMMENT ON COLUMN oidc_attempt.code_hash IS 'The one code that it may be finished with.';
COMMENT ON COLUMN oidc_attempt.person IS 'Personal: what the provider told, until it is finished.';
