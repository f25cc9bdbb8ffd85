CREATE TABLE boost_package (
    boost_package_id text NOT NULL,
    position integer NOT NULL,
    name text NOT NULL,
    placement text NOT NULL,
    days integer NOT NULL,
    price_amount bigint NOT NULL,
    CONSTRAINT boost_package_boost_package_id_pkey PRIMARY KEY (boost_package_id),
    CONSTRAINT boost_package_placement_check CHECK (placement IN ('TOP', 'FEATURED')),
    CONSTRAINT boost_package_days_check CHECK (days BETWEEN 1 AND 90),
    CONSTRAINT boost_package_price_amount_check CHECK (price_amount > 0)
);
COMMENT ON TABLE boost_package IS 'What marked places cost, for quotes; nothing is sold yet.';
COMMENT ON COLUMN boost_package.price_amount IS 'Paise, all taxes in it.';
INSERT INTO boost_package (boost_package_id, position, name, placement, days, price_amount) VALUES
    ('top-3', 0, 'Top of searches, 3 days', 'TOP', 3, 7900),
    ('top-7', 1, 'Top of searches, a week', 'TOP', 7, 14900),
    ('top-30', 2, 'Top of searches, a month', 'TOP', 30, 44900),
    ('featured-3', 3, 'Featured, 3 days', 'FEATURED', 3, 9900),
    ('featured-7', 4, 'Featured, a week', 'FEATURED', 7, 19900),
    ('featured-30', 5, 'Featured, a month', 'FEATURED', 30, 59900);
