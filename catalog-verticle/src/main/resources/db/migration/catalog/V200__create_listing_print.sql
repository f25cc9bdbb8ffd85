CREATE TABLE listing_print (
    band bigint NOT NULL,
    seller_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    printed_at timestamptz NOT NULL,
    CONSTRAINT listing_print_band_seller_id_listing_id_pkey PRIMARY KEY (band, seller_id, listing_id),
    CONSTRAINT listing_print_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing ON DELETE CASCADE
);
CREATE INDEX listing_print_listing_id_idx ON listing_print (listing_id);
COMMENT ON COLUMN listing_print.printed_at IS 'Since when the text has this band: who had it later is the one to look at.';
COMMENT ON TABLE listing_print IS
    'Texts of listings that were handed in, as bands of MinHash over their phrases: like texts have some in common.';
