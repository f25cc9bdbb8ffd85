CREATE TABLE push_delivery (
    delivery_id uuid NOT NULL,
    device_id uuid NOT NULL,
    service text NOT NULL,
    notification_id uuid,
    topic text NOT NULL,
    payload jsonb NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT push_delivery_delivery_id_pkey PRIMARY KEY (delivery_id),
    CONSTRAINT push_delivery_device_id_fkey FOREIGN KEY (device_id) REFERENCES push_device (device_id) ON DELETE CASCADE
);
COMMENT ON TABLE push_delivery IS 'Personal data: what a device has yet to be handed.';
