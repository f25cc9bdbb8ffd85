CREATE TABLE idempotency (
    subject text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    reply bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_subject_key_pkey PRIMARY KEY (subject, key),
    CONSTRAINT idempotency_key_check CHECK (length(key) BETWEEN 1 AND 255)
);
CREATE INDEX idempotency_created_at_idx ON idempotency (created_at);
COMMENT ON TABLE idempotency IS 'What was answered to an Idempotency-Key; kept 24 hours.';
