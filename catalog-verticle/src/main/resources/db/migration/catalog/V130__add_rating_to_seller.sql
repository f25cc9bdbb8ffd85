ALTER TABLE seller
    ADD COLUMN rating_sum bigint NOT NULL DEFAULT 0,
    ADD COLUMN rating_count integer NOT NULL DEFAULT 0,
    ADD COLUMN rating_average double precision GENERATED ALWAYS AS (
        CASE WHEN rating_count > 0 THEN round(rating_sum::numeric / rating_count, 1)::double precision END) STORED,
    ADD CONSTRAINT seller_rating_sum_rating_count_check CHECK (rating_sum BETWEEN rating_count AND 5 * rating_count);
COMMENT ON COLUMN seller.rating_sum IS 'The stars of all reviews that are shown; changed in the transactions that change those.';
