CREATE TABLE outbox (
    outbox_id bigint GENERATED ALWAYS AS IDENTITY,
    event_id uuid NOT NULL,
    aggregate_id text NOT NULL,
    type text NOT NULL,
    payload bytea NOT NULL,
    pending text[] NOT NULL,
    traceparent text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT outbox_outbox_id_pkey PRIMARY KEY (outbox_id),
    CONSTRAINT outbox_event_id_key UNIQUE (event_id),
    CONSTRAINT outbox_pending_check CHECK (cardinality(pending) > 0)
);
COMMENT ON TABLE outbox IS 'Events that consumers have yet to take; a row goes when all have.';
