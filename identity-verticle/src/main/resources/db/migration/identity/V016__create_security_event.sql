CREATE TABLE security_event (
    event_id uuid NOT NULL,
    account_id uuid NOT NULL,
    action text NOT NULL,
    session_id uuid,
    network text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT security_event_event_id_pkey PRIMARY KEY (event_id)
);
CREATE INDEX security_event_account_id_idx ON security_event (account_id, event_id);
CREATE INDEX security_event_at_idx ON security_event (at);
COMMENT ON TABLE security_event IS
    'Decisions on who gets in, and changes of credentials, factors, roles and sessions; kept for 180 days.';
