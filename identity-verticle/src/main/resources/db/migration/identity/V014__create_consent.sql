CREATE TABLE consent (
    consent_id uuid NOT NULL,
    account_id uuid NOT NULL,
    purpose text NOT NULL,
    granted boolean NOT NULL,
    text_version text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT consent_consent_id_pkey PRIMARY KEY (consent_id),
    CONSTRAINT consent_account_id_fkey FOREIGN KEY (account_id) REFERENCES account,
    CONSTRAINT consent_purpose_check
        CHECK (purpose IN ('TERMS', 'SELLER_TERMS', 'MARKETING_MAIL', 'MARKETING_SMS')),
    CONSTRAINT consent_text_version_check CHECK (length(text_version) BETWEEN 1 AND 40)
);
CREATE INDEX consent_account_id_idx ON consent (account_id, consent_id);
COMMENT ON TABLE consent IS 'What was consented to and withdrawn; kept as evidence when the account is erased.';
