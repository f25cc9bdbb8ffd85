CREATE TABLE picture (
    picture_id uuid NOT NULL,
    listing_id uuid,
    status text NOT NULL,
    content_type text NOT NULL,
    size bigint NOT NULL,
    attempt integer NOT NULL DEFAULT 0,
    processing_since timestamptz,
    failure text,
    thumb_key text,
    medium_key text,
    large_key text,
    blurhash text,
    source_hash bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT picture_picture_id_pkey PRIMARY KEY (picture_id),
    CONSTRAINT picture_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing,
    CONSTRAINT picture_source_hash_key UNIQUE (source_hash),
    CONSTRAINT picture_content_type_check CHECK (content_type IN ('image/jpeg', 'image/png', 'image/webp')),
    CONSTRAINT picture_size_check CHECK (size BETWEEN 1 AND 10485760),
    CONSTRAINT picture_status_check CHECK (
        status = 'PENDING'
        OR status = 'PROCESSING' AND processing_since IS NOT NULL
        OR status = 'FAILED' AND failure IS NOT NULL
        OR status = 'READY' AND thumb_key IS NOT NULL AND medium_key IS NOT NULL AND large_key IS NOT NULL
            AND blurhash IS NOT NULL),
    CONSTRAINT picture_listing_id_source_hash_check CHECK ((listing_id IS NULL) = (source_hash IS NOT NULL))
);
CREATE INDEX picture_listing_id_idx ON picture (listing_id);
COMMENT ON TABLE picture IS 'Pictures and how far each is; which listing shows which, in what order, is listing.images.';
COMMENT ON COLUMN picture.listing_id IS 'The listing it was uploaded for; null when imported, then many may show it.';
COMMENT ON COLUMN picture.attempt IS 'Counts how often its processing began; tells the present attempt from earlier ones.';
COMMENT ON COLUMN picture.processing_since IS 'When the present attempt began.';
COMMENT ON COLUMN picture.source_hash IS 'SHA-256 of what was imported.';
