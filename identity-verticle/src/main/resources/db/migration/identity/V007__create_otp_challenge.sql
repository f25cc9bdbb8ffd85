CREATE TABLE otp_challenge (
    challenge_id uuid NOT NULL,
    phone text NOT NULL,
    code_hash bytea NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    consumed_at timestamptz,
    CONSTRAINT otp_challenge_challenge_id_pkey PRIMARY KEY (challenge_id),
    CONSTRAINT otp_challenge_code_hash_check CHECK (length(code_hash) = 32),
    CONSTRAINT otp_challenge_tries_check CHECK (tries BETWEEN 0 AND 5)
);
CREATE INDEX otp_challenge_phone_created_at_idx ON otp_challenge (phone, created_at);
CREATE INDEX otp_challenge_created_at_idx ON otp_challenge (created_at);
