CREATE TABLE saved_search_hit (
    search_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    published_at timestamptz NOT NULL,
    CONSTRAINT saved_search_hit_search_id_listing_id_pkey PRIMARY KEY (search_id, listing_id),
    CONSTRAINT saved_search_hit_search_id_fkey FOREIGN KEY (search_id) REFERENCES saved_search ON DELETE CASCADE
);
COMMENT ON TABLE saved_search_hit IS 'What was told of since seen_until, so that nothing is told of twice.';
