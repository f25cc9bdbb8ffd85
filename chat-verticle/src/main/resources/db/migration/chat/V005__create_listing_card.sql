CREATE TABLE listing_card (
    listing_id uuid NOT NULL,
    title text NOT NULL,
    status text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT listing_card_listing_id_pkey PRIMARY KEY (listing_id)
);
COMMENT ON TABLE listing_card IS 'What rooms show of listings; the catalog''s, as of a version.';
