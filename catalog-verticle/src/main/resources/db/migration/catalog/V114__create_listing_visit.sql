CREATE TABLE listing_visit (
    day date NOT NULL,
    listing_id uuid NOT NULL,
    visitor bytea NOT NULL,
    CONSTRAINT listing_visit_day_listing_id_visitor_pkey PRIMARY KEY (day, listing_id, visitor)
);
COMMENT ON TABLE listing_visit IS 'Who saw what today, so that a visitor counts once a day; kept for two days.';
COMMENT ON COLUMN listing_visit.visitor IS 'A hash of day, listing and visitor: it can''t be joined over days or listings.';
