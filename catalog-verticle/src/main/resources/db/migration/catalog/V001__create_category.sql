CREATE TABLE category (
    category_id text NOT NULL,
    parent_id text,
    name text NOT NULL,
    position integer NOT NULL,
    lifetime_days integer NOT NULL,
    attributes jsonb NOT NULL,
    CONSTRAINT category_category_id_pkey PRIMARY KEY (category_id),
    CONSTRAINT category_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES category,
    CONSTRAINT category_lifetime_days_check CHECK (lifetime_days BETWEEN 1 AND 365)
);
COMMENT ON TABLE category IS 'The tree of categories, two levels; filled from categories.json at start.';
