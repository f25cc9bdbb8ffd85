CREATE TABLE listing (
    listing_id uuid NOT NULL,
    seller_id uuid NOT NULL,
    status text NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    price_amount bigint NOT NULL,
    price_currency text NOT NULL DEFAULT 'INR',
    category_id text NOT NULL,
    parent_category_id text NOT NULL,
    category_name text NOT NULL,
    city text NOT NULL,
    state text NOT NULL,
    pincode text,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    place cube NOT NULL GENERATED ALWAYS AS (ll_to_earth(lat, lon)) STORED,
    condition text,
    attributes jsonb NOT NULL DEFAULT '{}',
    images jsonb NOT NULL DEFAULT '[]',
    review_note text,
    created_at timestamptz NOT NULL DEFAULT now(),
    status_at timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,
    expires_at timestamptz,
    deleted_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    title_document tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('listing_text', title)) STORED,
    document tsvector NOT NULL GENERATED ALWAYS AS (
        to_tsvector('listing_text', title)
        || to_tsvector('listing_text', description)
        || to_tsvector('listing_text', category_name)) STORED,
    CONSTRAINT listing_listing_id_pkey PRIMARY KEY (listing_id),
    CONSTRAINT listing_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES seller,
    CONSTRAINT listing_category_id_fkey FOREIGN KEY (category_id) REFERENCES category,
    CONSTRAINT listing_city_fkey FOREIGN KEY (city) REFERENCES city,
    CONSTRAINT listing_status_check CHECK (status IN (
        'DRAFT', 'PENDING_REVIEW', 'ACTIVE', 'SOLD', 'WITHDRAWN', 'REJECTED', 'CHANGES_REQUESTED', 'REMOVED')),
    CONSTRAINT listing_published_at_expires_at_check CHECK (
        status NOT IN ('ACTIVE', 'SOLD') OR (published_at IS NOT NULL AND expires_at IS NOT NULL)),
    CONSTRAINT listing_price_amount_check CHECK (price_amount BETWEEN 0 AND 1000000000000),
    CONSTRAINT listing_price_currency_check CHECK (price_currency = 'INR'),
    CONSTRAINT listing_attributes_check CHECK (jsonb_typeof(attributes) = 'object'),
    CONSTRAINT listing_images_check CHECK (jsonb_typeof(images) = 'array')
);
COMMENT ON TABLE listing IS 'Things offered for sale, one row with all that a reader needs but the seller''s card.';
COMMENT ON COLUMN listing.status IS 'ACTIVE past expires_at reads as EXPIRED, which is never stored.';
COMMENT ON COLUMN listing.status_at IS 'Since when it is in this status.';
COMMENT ON COLUMN listing.published_at IS 'When it first became ACTIVE.';
COMMENT ON COLUMN listing.images IS 'Written by pictures, in the transaction that changes one: see ListingImages.';
COMMENT ON COLUMN listing.category_name IS 'For the text search, as parent_category_id is for filters: copies.';

CREATE INDEX listing_seller_id_created_at_idx ON listing (seller_id, created_at DESC, listing_id DESC)
    WHERE deleted_at IS NULL;
CREATE INDEX listing_status_status_at_idx ON listing (status, status_at, listing_id) WHERE deleted_at IS NULL;

-- finding: all over what may be visible; no pending lists, which make readers slow and now and then a writer too
CREATE INDEX listing_published_at_idx ON listing (published_at DESC, listing_id DESC)
    WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_category_id_published_at_idx ON listing (category_id, published_at DESC, listing_id DESC)
    WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_parent_category_id_published_at_idx
    ON listing (parent_category_id, published_at DESC, listing_id DESC)
    WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_city_published_at_idx ON listing (city, published_at DESC, listing_id DESC)
    WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_price_amount_idx ON listing (price_amount, listing_id)
    WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_category_id_price_amount_idx ON listing (category_id, price_amount, listing_id)
    WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_lat_lon_idx ON listing (lat, lon) WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_place_idx ON listing USING gist (place) WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_category_id_attributes_idx
    ON listing USING gin (category_id, parent_category_id, attributes jsonb_path_ops)
    WITH (fastupdate = off) WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_document_idx ON listing USING gin (document)
    WITH (fastupdate = off) WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_title_document_idx ON listing USING gin (title_document)
    WITH (fastupdate = off) WHERE status = 'ACTIVE' AND deleted_at IS NULL;
