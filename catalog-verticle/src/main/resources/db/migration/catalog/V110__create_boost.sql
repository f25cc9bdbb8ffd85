CREATE TABLE boost (
    boost_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    placement text NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    cancelled_at timestamptz,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    payment text NOT NULL DEFAULT 'FREE',
    CONSTRAINT boost_boost_id_pkey PRIMARY KEY (boost_id),
    CONSTRAINT boost_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing ON DELETE CASCADE,
    CONSTRAINT boost_placement_check CHECK (placement IN ('TOP', 'FEATURED')),
    CONSTRAINT boost_payment_check CHECK (payment IN ('FREE', 'UNPAID')),
    CONSTRAINT boost_starts_at_ends_at_check CHECK (starts_at < ends_at)
);
CREATE INDEX boost_listing_id_idx ON boost (listing_id, ends_at);
CREATE INDEX boost_placement_ends_at_idx ON boost (placement, ends_at) WHERE cancelled_at IS NULL;
COMMENT ON TABLE boost IS 'Marked places that staff gave listings; whether one runs is decided by time, in the query.';
COMMENT ON COLUMN boost.placement IS 'TOP: above searches that the listing matches. FEATURED: above the trending listings.';
COMMENT ON COLUMN boost.payment IS 'UNPAID is reserved for when boosts are sold.';
