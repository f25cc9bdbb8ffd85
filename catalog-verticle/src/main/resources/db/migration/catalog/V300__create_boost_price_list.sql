CREATE TABLE boost_price_list (
    one boolean NOT NULL DEFAULT true,
    version bigint NOT NULL,
    CONSTRAINT boost_price_list_one_pkey PRIMARY KEY (one),
    CONSTRAINT boost_price_list_one_check CHECK (one)
);
COMMENT ON TABLE boost_price_list IS 'Counts changes of boost_package; whoever changes it locks it.';
INSERT INTO boost_price_list (version) VALUES (1);
