CREATE FUNCTION note_seller_change() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO listing_feed (listing_id)
    SELECT listing_id FROM listing WHERE seller_id = NEW.seller_id AND published_at IS NOT NULL ORDER BY listing_id
    ON CONFLICT ON CONSTRAINT listing_feed_listing_id_pkey DO UPDATE SET position = NULL, changed_at = now();
    RETURN NULL;
END;
$$;

CREATE TRIGGER seller_update_feed_trigger AFTER UPDATE OF suspended ON seller
    FOR EACH ROW WHEN (OLD.suspended IS DISTINCT FROM NEW.suspended) EXECUTE FUNCTION note_seller_change();
