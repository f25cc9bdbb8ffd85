CREATE TABLE push_device (
    device_id uuid NOT NULL,
    user_id uuid NOT NULL,
    session_id text,
    service text NOT NULL,
    address text NOT NULL,
    address_hash bytea NOT NULL,
    p256dh bytea,
    auth bytea,
    language text NOT NULL,
    registered_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT push_device_device_id_pkey PRIMARY KEY (device_id),
    CONSTRAINT push_device_address_hash_key UNIQUE (address_hash),
    CONSTRAINT push_device_language_check CHECK (language IN ('EN', 'HI')),
    CONSTRAINT push_device_service_p256dh_auth_check
        CHECK ((service = 'fcm') = (p256dh IS NULL) AND (service = 'fcm') = (auth IS NULL))
);
COMMENT ON TABLE push_device IS 'Personal data: where somebody wants notifications pushed to.';
COMMENT ON COLUMN push_device.service IS 'fcm, or the entry of the known push services that lets the endpoint in.';
COMMENT ON COLUMN push_device.address IS 'A registration token of Firebase Cloud Messaging, or an endpoint of Web Push.';
