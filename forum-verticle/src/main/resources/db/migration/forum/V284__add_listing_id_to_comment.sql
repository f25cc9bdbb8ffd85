ALTER TABLE comment ADD COLUMN listing_id uuid;
COMMENT ON COLUMN comment.listing_id IS 'Of the catalog.';
