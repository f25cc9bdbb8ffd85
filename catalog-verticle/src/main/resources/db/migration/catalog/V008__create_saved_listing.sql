CREATE TABLE saved_listing (
    user_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT saved_listing_user_id_listing_id_pkey PRIMARY KEY (user_id, listing_id),
    CONSTRAINT saved_listing_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing ON DELETE CASCADE
);
CREATE INDEX saved_listing_user_id_saved_at_idx ON saved_listing (user_id, saved_at DESC, listing_id DESC);
CREATE INDEX saved_listing_listing_id_idx ON saved_listing (listing_id);
COMMENT ON TABLE saved_listing IS 'Wish lists.';
