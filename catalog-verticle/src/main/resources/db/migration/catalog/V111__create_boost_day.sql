CREATE TABLE boost_day (
    boost_id uuid NOT NULL,
    day date NOT NULL,
    impressions bigint NOT NULL DEFAULT 0,
    clicks bigint NOT NULL DEFAULT 0,
    CONSTRAINT boost_day_boost_id_day_pkey PRIMARY KEY (boost_id, day),
    CONSTRAINT boost_day_boost_id_fkey FOREIGN KEY (boost_id) REFERENCES boost ON DELETE CASCADE
);
COMMENT ON TABLE boost_day IS 'How often a boost was seen and clicked on an Indian day.';
