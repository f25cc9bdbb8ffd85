CREATE TABLE totp (
    account_id uuid NOT NULL,
    sealed_secret bytea NOT NULL,
    confirmed_at timestamptz,
    last_step bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT totp_account_id_pkey PRIMARY KEY (account_id),
    CONSTRAINT totp_account_id_fkey FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE
);
COMMENT ON COLUMN totp.sealed_secret IS 'AES-256-GCM.';
COMMENT ON COLUMN totp.last_step IS 'The time step of the last code that was used: none is good twice.';
CREATE TABLE recovery_code (
    account_id uuid NOT NULL,
    code_hash bytea NOT NULL,
    CONSTRAINT recovery_code_account_id_code_hash_pkey PRIMARY KEY (account_id, code_hash),
    CONSTRAINT recovery_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE,
    CONSTRAINT recovery_code_code_hash_check CHECK (length(code_hash) = 32)
);
COMMENT ON TABLE recovery_code IS 'Unused ones, as keyed hashes.';
ALTER TABLE session ADD COLUMN stepped_up_at timestamptz;
COMMENT ON COLUMN session.stepped_up_at IS 'When it last showed a second factor.';
