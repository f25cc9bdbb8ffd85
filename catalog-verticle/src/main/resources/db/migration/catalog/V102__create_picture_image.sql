CREATE FUNCTION picture_json(p picture) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
RETURN jsonb_strip_nulls(jsonb_build_object(
    'id', p.picture_id,
    'status', p.status,
    'thumb', p.thumb_key,
    'medium', p.medium_key,
    'large', p.large_key,
    'blurhash', p.blurhash,
    'failure', p.failure));
COMMENT ON FUNCTION picture_json IS 'A picture as it stands in listing.images.';

CREATE VIEW picture_image AS
SELECT picture_id, listing_id, status, picture_json(picture) AS image FROM picture;
COMMENT ON VIEW picture_image IS 'Pictures as they stand in listing.images.';
