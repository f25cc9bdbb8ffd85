CREATE TABLE listing_feed_head (
    feed text NOT NULL DEFAULT 'listings',
    position bigint NOT NULL DEFAULT 0,
    expired_at timestamptz NOT NULL DEFAULT '-infinity',
    expired_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    CONSTRAINT listing_feed_head_feed_pkey PRIMARY KEY (feed),
    CONSTRAINT listing_feed_head_feed_check CHECK (feed = 'listings')
);
COMMENT ON TABLE listing_feed_head IS 'The end of the feed of changes; whoever numbers changes holds the row.';
COMMENT ON COLUMN listing_feed_head.expired_at IS 'With expired_id: the last listing whose expiry was noted as a change.';
INSERT INTO listing_feed_head (expired_at) VALUES (now());
