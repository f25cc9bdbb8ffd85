CREATE TABLE role_change (
    account_id uuid NOT NULL,
    roles text[] NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT role_change_account_id_pkey PRIMARY KEY (account_id),
    CONSTRAINT role_change_account_id_fkey FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE
);
COMMENT ON TABLE role_change IS 'Grants that wait for a second administrator.';
