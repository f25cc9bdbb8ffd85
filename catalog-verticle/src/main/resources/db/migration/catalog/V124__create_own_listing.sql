CREATE VIEW own_listing AS
SELECT l.listing_id, l.seller_id, coalesce(r.status, l.status) AS status, coalesce(r.status_at, l.status_at) AS status_at,
    coalesce(r.title, l.title) AS title, coalesce(r.description, l.description) AS description,
    coalesce(r.price_amount, l.price_amount) AS price_amount, coalesce(r.category_id, l.category_id) AS category_id,
    coalesce(r.city, l.city) AS city, coalesce(r.state, l.state) AS state,
    CASE WHEN r.listing_id IS NULL THEN l.pincode ELSE r.pincode END AS pincode,
    coalesce(r.lat, l.lat) AS lat, coalesce(r.lon, l.lon) AS lon,
    CASE WHEN r.listing_id IS NULL THEN l.condition ELSE r.condition END AS condition,
    coalesce(r.attributes, l.attributes) AS attributes,
    l.images, l.created_at, l.published_at, l.expires_at, l.deleted_at, l.review_note, l.version
FROM listing l LEFT JOIN listing_revision r USING (listing_id);
COMMENT ON VIEW own_listing IS 'Listings as their sellers and staff see them: with what waits for review.';
