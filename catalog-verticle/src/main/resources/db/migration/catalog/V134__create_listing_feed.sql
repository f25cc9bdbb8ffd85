CREATE TABLE listing_feed (
    listing_id uuid NOT NULL,
    position bigint,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT listing_feed_listing_id_pkey PRIMARY KEY (listing_id)
);
CREATE UNIQUE INDEX listing_feed_position_key ON listing_feed (position) WHERE position IS NOT NULL;
CREATE INDEX listing_feed_changed_at_listing_id_idx ON listing_feed (changed_at, listing_id) WHERE position IS NULL;
COMMENT ON TABLE listing_feed IS 'Where listings that are or were public stand in the feed of changes.';
COMMENT ON COLUMN listing_feed.position IS
    'Null since a change until a reader of the feed numbers it, which is after the change was committed.';

INSERT INTO listing_feed (listing_id, changed_at)
SELECT listing_id, status_at FROM listing WHERE published_at IS NOT NULL;
