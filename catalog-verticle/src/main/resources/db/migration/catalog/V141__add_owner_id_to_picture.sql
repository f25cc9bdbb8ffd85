ALTER TABLE picture
    ADD COLUMN owner_id uuid,
    ADD COLUMN unsent_until timestamptz,
    DROP CONSTRAINT picture_listing_id_source_hash_check,
    ADD CONSTRAINT picture_listing_id_owner_id_source_hash_check
        CHECK (num_nonnulls(listing_id, owner_id, source_hash) = 1),
    ADD CONSTRAINT picture_owner_id_unsent_until_check CHECK (unsent_until IS NULL OR owner_id IS NOT NULL);
COMMENT ON COLUMN picture.owner_id IS
    'Personal data: whose it is, when it was uploaded for a message; it is kept in the private bucket then.';
COMMENT ON COLUMN picture.unsent_until IS
    'When a picture for a message is removed unless it is sent; null once it was.';
