CREATE TABLE print_watch (
    watch text NOT NULL DEFAULT 'prints',
    listing_id uuid NOT NULL,
    CONSTRAINT print_watch_watch_pkey PRIMARY KEY (watch),
    CONSTRAINT print_watch_watch_check CHECK (watch = 'prints')
);
COMMENT ON TABLE print_watch IS 'The last listing that was looked at for having no prints; whoever goes on from there holds the row.';
INSERT INTO print_watch (listing_id) VALUES ('00000000-0000-0000-0000-000000000000');
