CREATE INDEX listing_expires_at_idx ON listing (expires_at, listing_id) WHERE status = 'ACTIVE' AND deleted_at IS NULL;
