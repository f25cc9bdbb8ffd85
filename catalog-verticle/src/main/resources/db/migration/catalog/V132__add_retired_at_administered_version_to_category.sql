ALTER TABLE category
    ADD COLUMN retired_at timestamptz,
    ADD COLUMN administered boolean NOT NULL DEFAULT false,
    ADD COLUMN version bigint NOT NULL DEFAULT 1;
COMMENT ON TABLE category IS 'The tree of categories, two levels; begun with categories.json at start.';
COMMENT ON COLUMN category.retired_at IS 'Since when no listing gets into it.';
COMMENT ON COLUMN category.administered IS 'An administrator made or changed it: what comes with the program leaves it alone.';
