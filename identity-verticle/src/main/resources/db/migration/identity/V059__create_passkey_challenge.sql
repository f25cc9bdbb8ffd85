CREATE TABLE passkey_challenge (
    challenge_id uuid NOT NULL,
    account_id uuid,
    purpose text NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT passkey_challenge_challenge_id_pkey PRIMARY KEY (challenge_id),
    CONSTRAINT passkey_challenge_account_id_fkey FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE,
    CONSTRAINT passkey_challenge_purpose_check CHECK (purpose IN ('add', 'sign_in', 'step_up'))
);
CREATE INDEX passkey_challenge_expires_at_idx ON passkey_challenge (expires_at);
CREATE INDEX passkey_challenge_account_id_idx ON passkey_challenge (account_id);
COMMENT ON TABLE passkey_challenge IS 'Challenges not used yet; what is signed is made of the id and a server key.';
