CREATE TABLE hook_delivery (
    delivery_id uuid NOT NULL,
    type text NOT NULL,
    payload text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz NOT NULL DEFAULT now(),
    tries integer NOT NULL DEFAULT 0,
    error text,
    dead_at timestamptz,
    CONSTRAINT hook_delivery_delivery_id_pkey PRIMARY KEY (delivery_id),
    CONSTRAINT hook_delivery_type_check CHECK (type IN ('decision.made', 'decision.overturned')),
    CONSTRAINT hook_delivery_error_check CHECK (char_length(error) <= 200)
);
COMMENT ON TABLE hook_delivery IS 'What a service outside has yet to be told; a row goes when it was taken.';
CREATE INDEX hook_delivery_due_at_idx ON hook_delivery (due_at, delivery_id) WHERE dead_at IS NULL;
CREATE INDEX hook_delivery_dead_at_idx ON hook_delivery (dead_at DESC, delivery_id DESC) WHERE dead_at IS NOT NULL;
