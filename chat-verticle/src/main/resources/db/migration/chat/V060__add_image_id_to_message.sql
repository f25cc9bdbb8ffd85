ALTER TABLE message
    ADD COLUMN image_id uuid,
    ADD COLUMN image_blurhash text,
    ADD COLUMN image_reported_at timestamptz,
    ADD CONSTRAINT message_image_id_image_blurhash_check CHECK ((image_id IS NULL) = (image_blurhash IS NULL)),
    ADD CONSTRAINT message_image_id_deleted_at_check CHECK (image_id IS NULL OR deleted_at IS NULL);
COMMENT ON COLUMN message.image_id IS 'A picture of its sender''s, which the catalog keeps; goes when the message is deleted.';
COMMENT ON COLUMN message.image_reported_at IS 'When the picture was first reported: staff may see it since.';
