CREATE TABLE kyc_consent (
    consent_id uuid NOT NULL,
    account_id uuid NOT NULL,
    provider text NOT NULL,
    text_version text NOT NULL,
    given_at timestamptz NOT NULL DEFAULT now(),
    withdrawn_at timestamptz,
    CONSTRAINT kyc_consent_consent_id_pkey PRIMARY KEY (consent_id),
    CONSTRAINT kyc_consent_account_id_fkey FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE,
    CONSTRAINT kyc_consent_provider_check CHECK (provider IN ('DIGILOCKER'))
);
CREATE INDEX kyc_consent_account_id_idx ON kyc_consent (account_id);
COMMENT ON TABLE kyc_consent IS 'What somebody agreed to before they were sent to a provider.';
