CREATE TABLE password_reset (
    reset_id uuid NOT NULL,
    account_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CONSTRAINT password_reset_reset_id_pkey PRIMARY KEY (reset_id),
    CONSTRAINT password_reset_account_id_fkey FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE
);
CREATE INDEX password_reset_account_id_created_at_idx ON password_reset (account_id, created_at);
CREATE INDEX password_reset_expires_at_idx ON password_reset (expires_at);
