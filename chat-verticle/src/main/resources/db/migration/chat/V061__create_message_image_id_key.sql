CREATE UNIQUE INDEX message_image_id_key ON message (image_id) WHERE image_id IS NOT NULL;
