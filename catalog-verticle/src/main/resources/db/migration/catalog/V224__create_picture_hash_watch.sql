CREATE TABLE picture_hash_watch (
    watch text NOT NULL DEFAULT 'hashes',
    picture_id uuid NOT NULL,
    held_until timestamptz NOT NULL,
    CONSTRAINT picture_hash_watch_watch_pkey PRIMARY KEY (watch),
    CONSTRAINT picture_hash_watch_watch_check CHECK (watch = 'hashes')
);
COMMENT ON TABLE picture_hash_watch IS 'The last picture that was looked at for having no perceptual hash.';
COMMENT ON COLUMN picture_hash_watch.held_until IS 'Until when nobody else goes on from there.';
INSERT INTO picture_hash_watch (picture_id, held_until) VALUES ('00000000-0000-0000-0000-000000000000', '-infinity');
