-- A backup that is restored brings the rows of listing_feed itself; what imports listings notes them.
DROP TRIGGER listing_insert_feed_trigger ON listing;
