CREATE TABLE saved_search (
    search_id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    alert text NOT NULL,
    q text,
    category text,
    city text,
    lat double precision,
    lon double precision,
    radius_km double precision,
    min_price bigint,
    max_price bigint,
    condition text,
    seller_id uuid,
    attr text[] NOT NULL,
    criteria_hash bytea NOT NULL,
    words tsquery GENERATED ALWAYS AS (websearch_to_tsquery('listing_text', q)) STORED,
    created_at timestamptz NOT NULL DEFAULT now(),
    seen_until timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz,
    alerted_at timestamptz,
    CONSTRAINT saved_search_search_id_pkey PRIMARY KEY (search_id),
    CONSTRAINT saved_search_user_id_criteria_hash_key UNIQUE (user_id, criteria_hash),
    CONSTRAINT saved_search_alert_check CHECK (alert IN ('INSTANT', 'DAILY', 'WEEKLY', 'OFF')),
    CONSTRAINT saved_search_due_at_check CHECK (CASE alert
        WHEN 'OFF' THEN due_at IS NULL WHEN 'INSTANT' THEN true ELSE due_at IS NOT NULL END)
);
CREATE INDEX saved_search_due_at_idx ON saved_search (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX saved_search_category_idx ON saved_search (category) WHERE alert = 'INSTANT';
COMMENT ON TABLE saved_search IS 'Searches that somebody keeps, and when they are told of new listings. Personal data.';
COMMENT ON COLUMN saved_search.words IS 'Of q, to find the searches that a listing may be new to.';
COMMENT ON COLUMN saved_search.seen_until IS
    'What was published before is not new; a little before the last look, since what is being committed is not seen yet.';
COMMENT ON COLUMN saved_search.due_at IS 'When to look next; null for OFF, and for INSTANT until a listing may be new to it.';
