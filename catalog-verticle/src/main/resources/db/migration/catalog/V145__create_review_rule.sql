CREATE TABLE review_rule (
    category_id text NOT NULL,
    mode text NOT NULL,
    first_listings integer NOT NULL DEFAULT 0,
    CONSTRAINT review_rule_category_id_pkey PRIMARY KEY (category_id),
    CONSTRAINT review_rule_mode_check CHECK (mode IN ('ALWAYS', 'FIRST', 'NEVER')),
    CONSTRAINT review_rule_first_listings_check CHECK (CASE mode WHEN 'FIRST' THEN first_listings BETWEEN 1 AND 100
        ELSE first_listings = 0 END)
);
COMMENT ON TABLE review_rule IS 'Which listings staff looks at before everybody sees them.';
COMMENT ON COLUMN review_rule.category_id IS 'A category of either level; empty for the rule of all that have none.';
INSERT INTO review_rule (category_id, mode) VALUES ('', 'ALWAYS');
