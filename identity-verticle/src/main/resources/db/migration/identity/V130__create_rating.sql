CREATE TABLE rating (
    account_id uuid NOT NULL,
    average double precision NOT NULL,
    reviews integer NOT NULL,
    CONSTRAINT rating_account_id_pkey PRIMARY KEY (account_id),
    CONSTRAINT rating_average_check CHECK (average BETWEEN 1 AND 5),
    CONSTRAINT rating_reviews_check CHECK (reviews >= 1)
);
COMMENT ON TABLE rating IS 'What reviews say of sellers, for public profiles: as the catalog told it last. Personal data.';
