CREATE TABLE listing_revision (
    listing_id uuid NOT NULL,
    status text NOT NULL DEFAULT 'PENDING_REVIEW',
    status_at timestamptz NOT NULL DEFAULT now(),
    title text NOT NULL,
    description text NOT NULL,
    price_amount bigint NOT NULL,
    category_id text NOT NULL,
    parent_category_id text NOT NULL,
    category_name text NOT NULL,
    city text NOT NULL,
    state text NOT NULL,
    pincode text,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    condition text,
    attributes jsonb NOT NULL,
    CONSTRAINT listing_revision_listing_id_pkey PRIMARY KEY (listing_id),
    CONSTRAINT listing_revision_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing ON DELETE CASCADE,
    CONSTRAINT listing_revision_status_check CHECK (status IN ('PENDING_REVIEW', 'CHANGES_REQUESTED')),
    CONSTRAINT listing_revision_price_amount_check CHECK (price_amount BETWEEN 0 AND 1000000000000)
);
CREATE INDEX listing_revision_status_status_at_idx ON listing_revision (status, status_at, listing_id);
COMMENT ON TABLE listing_revision IS
    'What a seller wants a live listing to say, while others see what was approved. Only of listings whose status is ACTIVE.';
