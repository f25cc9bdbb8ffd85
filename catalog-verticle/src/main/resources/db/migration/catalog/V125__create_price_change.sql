CREATE TABLE price_change (
    listing_id uuid NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    price_amount bigint NOT NULL,
    CONSTRAINT price_change_listing_id_changed_at_pkey PRIMARY KEY (listing_id, changed_at),
    CONSTRAINT price_change_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing ON DELETE CASCADE
);
COMMENT ON TABLE price_change IS 'The prices that everybody saw of a listing, each since when.';
