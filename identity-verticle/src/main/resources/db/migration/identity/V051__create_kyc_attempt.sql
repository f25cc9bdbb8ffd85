CREATE TABLE kyc_attempt (
    attempt_id uuid NOT NULL,
    account_id uuid NOT NULL,
    consent_id uuid NOT NULL,
    state_hash bytea NOT NULL,
    status text NOT NULL,
    reason text,
    started_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    running_until timestamptz,
    CONSTRAINT kyc_attempt_attempt_id_pkey PRIMARY KEY (attempt_id),
    CONSTRAINT kyc_attempt_state_hash_key UNIQUE (state_hash),
    CONSTRAINT kyc_attempt_account_id_fkey FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE,
    CONSTRAINT kyc_attempt_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES kyc_consent ON DELETE CASCADE,
    CONSTRAINT kyc_attempt_status_check
        CHECK (status IN ('STARTED', 'RUNNING', 'INTERRUPTED', 'VERIFIED', 'FAILED')),
    CONSTRAINT kyc_attempt_running_check CHECK ((status = 'RUNNING') = (running_until IS NOT NULL))
);
CREATE INDEX kyc_attempt_account_id_idx ON kyc_attempt (account_id, started_at DESC);
CREATE INDEX kyc_attempt_consent_id_idx ON kyc_attempt (consent_id);
CREATE INDEX kyc_attempt_started_at_idx ON kyc_attempt (started_at);
COMMENT ON COLUMN kyc_attempt.running_until IS 'A run that has not told its outcome by then was broken off.';
