CREATE OR REPLACE VIEW picture_image AS
SELECT picture_id, listing_id, status, picture_json(picture) AS image FROM picture WHERE owner_id IS NULL;
COMMENT ON VIEW picture_image IS 'Pictures as they stand in listing.images; none that was uploaded for a message.';
