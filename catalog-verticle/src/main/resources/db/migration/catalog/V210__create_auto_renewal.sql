CREATE TABLE auto_renewal (
    listing_id uuid NOT NULL,
    times_left integer,
    due_at timestamptz NOT NULL,
    renewed_at timestamptz,
    CONSTRAINT auto_renewal_listing_id_pkey PRIMARY KEY (listing_id),
    CONSTRAINT auto_renewal_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing ON DELETE CASCADE,
    CONSTRAINT auto_renewal_times_left_check CHECK (times_left BETWEEN 1 AND 24)
);
CREATE INDEX auto_renewal_due_at_idx ON auto_renewal (due_at, listing_id);
COMMENT ON TABLE auto_renewal IS 'Listings that renew themselves. Whoever changes a row holds the lock of its listing.';
COMMENT ON COLUMN auto_renewal.times_left IS 'Null for until it is sold or withdrawn.';
COMMENT ON COLUMN auto_renewal.due_at IS 'When to look at it again; the listing may end later than it said when this was written.';
