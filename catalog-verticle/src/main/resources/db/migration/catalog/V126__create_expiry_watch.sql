CREATE TABLE expiry_watch (
    watch text NOT NULL DEFAULT 'warning',
    expires_at timestamptz NOT NULL,
    listing_id uuid NOT NULL,
    CONSTRAINT expiry_watch_watch_pkey PRIMARY KEY (watch),
    CONSTRAINT expiry_watch_watch_check CHECK (watch = 'warning')
);
COMMENT ON TABLE expiry_watch IS 'The last listing whose seller was warned that it expires; whoever warns holds the row.';
INSERT INTO expiry_watch (expires_at, listing_id) VALUES (now(), '00000000-0000-0000-0000-000000000000');
