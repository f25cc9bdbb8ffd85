CREATE TABLE verification (
    verification_id uuid NOT NULL,
    account_id uuid NOT NULL,
    email text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CONSTRAINT verification_verification_id_pkey PRIMARY KEY (verification_id),
    CONSTRAINT verification_account_id_fkey FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE
);
CREATE INDEX verification_account_id_idx ON verification (account_id);
CREATE INDEX verification_expires_at_idx ON verification (expires_at);
COMMENT ON TABLE verification IS 'Proofs of an e-mail address under way; the token is made of the id and a server key.';
