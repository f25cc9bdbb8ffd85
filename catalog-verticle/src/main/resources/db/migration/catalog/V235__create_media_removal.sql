CREATE TABLE media_removal (
    object_key text NOT NULL,
    next_try_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT media_removal_object_key_pkey PRIMARY KEY (object_key),
    CONSTRAINT media_removal_object_key_check CHECK (length(object_key) BETWEEN 1 AND 1024)
);
CREATE INDEX media_removal_next_try_at_idx ON media_removal (next_try_at);
COMMENT ON TABLE media_removal IS 'Published objects whose picture is gone: to be deleted from the store, and forgotten by the CDN.';
COMMENT ON COLUMN media_removal.object_key IS 'In the media bucket; never used again.';
