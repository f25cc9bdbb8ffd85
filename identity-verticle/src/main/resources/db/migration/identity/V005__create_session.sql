CREATE TABLE session (
    session_id uuid NOT NULL,
    account_id uuid NOT NULL,
    device text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    end_reason text,
    CONSTRAINT session_session_id_pkey PRIMARY KEY (session_id),
    CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE,
    CONSTRAINT session_device_check CHECK (length(device) <= 200),
    CONSTRAINT session_ended_at_end_reason_check CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX session_account_id_idx ON session (account_id);
CREATE INDEX session_ended_at_idx ON session (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX session_last_used_at_idx ON session (last_used_at);
