CREATE TABLE kyc_verification (
    account_id uuid NOT NULL,
    provider text NOT NULL,
    person_hash bytea NOT NULL,
    consent_id uuid NOT NULL,
    aadhaar_last4 text,
    name_score integer NOT NULL,
    over_18 boolean NOT NULL,
    document_type text NOT NULL,
    signer_serial text NOT NULL,
    signature_algorithm text NOT NULL,
    signed_at timestamptz NOT NULL,
    verified_at timestamptz NOT NULL DEFAULT now(),
    valid_until timestamptz NOT NULL,
    CONSTRAINT kyc_verification_account_id_pkey PRIMARY KEY (account_id),
    CONSTRAINT kyc_verification_person_hash_key UNIQUE (person_hash),
    CONSTRAINT kyc_verification_account_id_fkey FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE,
    CONSTRAINT kyc_verification_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES kyc_consent ON DELETE CASCADE,
    CONSTRAINT kyc_verification_person_hash_check CHECK (length(person_hash) = 32),
    CONSTRAINT kyc_verification_aadhaar_last4_check CHECK (aadhaar_last4 ~ '^[0-9]{4}$'),
    CONSTRAINT kyc_verification_name_score_check CHECK (name_score BETWEEN 0 AND 100)
);
CREATE INDEX kyc_verification_consent_id_idx ON kyc_verification (consent_id);
CREATE INDEX kyc_verification_valid_until_idx ON kyc_verification (valid_until);
COMMENT ON COLUMN kyc_verification.person_hash IS 'Keyed hash of the provider and its name for the person: one account each.';
