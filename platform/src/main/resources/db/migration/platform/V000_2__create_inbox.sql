CREATE TABLE inbox (
    event_id uuid NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT inbox_event_id_pkey PRIMARY KEY (event_id)
);
CREATE INDEX inbox_received_at_idx ON inbox (received_at);
COMMENT ON TABLE inbox IS 'Events whose effect is already here.';
