CREATE TABLE kept_image (
    message_id uuid NOT NULL,
    room_id uuid NOT NULL,
    image_id uuid NOT NULL,
    image_blurhash text NOT NULL,
    kept_until timestamptz NOT NULL DEFAULT now() + interval '180 days',
    CONSTRAINT kept_image_message_id_pkey PRIMARY KEY (message_id)
);
COMMENT ON TABLE kept_image IS
    'Personal data: pictures of reported messages that were deleted, for staff, for as long as a decision can be appealed.';
