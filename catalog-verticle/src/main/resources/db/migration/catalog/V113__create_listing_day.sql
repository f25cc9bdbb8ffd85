CREATE FUNCTION indian_day(at timestamptz) RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
RETURN (at AT TIME ZONE 'Asia/Kolkata')::date;
COMMENT ON FUNCTION indian_day IS 'The day that a time falls on in India.';

CREATE TABLE listing_day (
    listing_id uuid NOT NULL,
    day date NOT NULL,
    views bigint NOT NULL DEFAULT 0,
    saves bigint NOT NULL DEFAULT 0,
    contacts bigint NOT NULL DEFAULT 0,
    chats bigint NOT NULL DEFAULT 0,
    impressions bigint NOT NULL DEFAULT 0,
    clicks bigint NOT NULL DEFAULT 0,
    CONSTRAINT listing_day_listing_id_day_pkey PRIMARY KEY (listing_id, day),
    CONSTRAINT listing_day_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing ON DELETE CASCADE
);
COMMENT ON TABLE listing_day IS 'What happened to a listing on an Indian day.';
