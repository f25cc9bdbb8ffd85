DROP TABLE pending_listing;
