CREATE TABLE pending_listing (
    listing_id uuid NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pending_listing_listing_id_pkey PRIMARY KEY (listing_id)
);
CREATE INDEX pending_listing_since_idx ON pending_listing (since);
COMMENT ON TABLE pending_listing IS 'Listings that wait for review, as the catalog told of them.';
