CREATE INDEX kept_image_kept_until_idx ON kept_image (kept_until);
