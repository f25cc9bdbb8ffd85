CREATE TABLE thing (
    thing_id uuid NOT NULL,
    name text NOT NULL,
    amount bigint NOT NULL DEFAULT 0,
    CONSTRAINT thing_thing_id_pkey PRIMARY KEY (thing_id),
    CONSTRAINT thing_name_key UNIQUE (name)
);
CREATE INDEX thing_name_trgm_idx ON thing USING gin (name gin_trgm_ops);
COMMENT ON TABLE thing IS 'What the tests of platform keep.';
