CREATE TABLE oidc_identity (
    identity_id uuid NOT NULL,
    account_id uuid NOT NULL,
    provider text NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    email text,
    linked_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT oidc_identity_identity_id_pkey PRIMARY KEY (identity_id),
    CONSTRAINT oidc_identity_account_id_fkey FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE,
    CONSTRAINT oidc_identity_issuer_subject_key UNIQUE (issuer, subject),
    CONSTRAINT oidc_identity_account_id_issuer_key UNIQUE (account_id, issuer)
);
COMMENT ON TABLE oidc_identity IS 'Accounts elsewhere by which people sign in.';
COMMENT ON COLUMN oidc_identity.subject IS 'Personal: who somebody is at the issuer; with it the only key.';
COMMENT ON COLUMN oidc_identity.email IS 'Personal: as told when it was linked, to be recognised by its owner.';
