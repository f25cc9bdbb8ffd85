-- A trigger, since nothing that changes what others see of a listing may be left out.
CREATE FUNCTION note_listing_change() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO listing_feed (listing_id) VALUES (NEW.listing_id)
    ON CONFLICT ON CONSTRAINT listing_feed_listing_id_pkey DO UPDATE SET position = NULL, changed_at = now();
    RETURN NULL;
END;
$$;

CREATE TRIGGER listing_insert_feed_trigger AFTER INSERT ON listing
    FOR EACH ROW WHEN (NEW.published_at IS NOT NULL) EXECUTE FUNCTION note_listing_change();

CREATE TRIGGER listing_update_feed_trigger AFTER UPDATE OF
    status, title, description, price_amount, category_id, city, state, pincode, lat, lon, condition, attributes, images,
    expires_at, deleted_at ON listing
    FOR EACH ROW WHEN (NEW.published_at IS NOT NULL) EXECUTE FUNCTION note_listing_change();
