CREATE TABLE passkey (
    passkey_id uuid NOT NULL,
    account_id uuid NOT NULL,
    credential_id bytea NOT NULL,
    credential bytea NOT NULL,
    sign_count bigint NOT NULL,
    name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    CONSTRAINT passkey_passkey_id_pkey PRIMARY KEY (passkey_id),
    CONSTRAINT passkey_account_id_fkey FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE,
    CONSTRAINT passkey_credential_id_key UNIQUE (credential_id)
);
CREATE INDEX passkey_account_id_idx ON passkey (account_id);
COMMENT ON COLUMN passkey.credential IS 'Attested credential data (WebAuthn): authenticator model, id, public key.';
COMMENT ON COLUMN passkey.name IS 'Personal: as its owner called it.';
