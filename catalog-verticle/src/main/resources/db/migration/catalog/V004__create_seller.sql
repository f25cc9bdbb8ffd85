CREATE TABLE seller (
    seller_id uuid NOT NULL,
    name text,
    verified boolean NOT NULL DEFAULT false,
    since timestamptz,
    suspended boolean NOT NULL DEFAULT false,
    CONSTRAINT seller_seller_id_pkey PRIMARY KEY (seller_id),
    CONSTRAINT seller_name_since_check CHECK ((name IS NULL) = (since IS NULL))
);
COMMENT ON TABLE seller IS 'Copy of identity''s public profile of sellers; name and since are null until it was told.';
COMMENT ON COLUMN seller.suspended IS 'Hides all listings of the seller.';
