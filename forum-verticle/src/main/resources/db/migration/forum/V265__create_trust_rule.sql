CREATE TABLE trust_rule (
    level smallint NOT NULL,
    min_age_hours integer NOT NULL,
    min_age_hours_verified integer NOT NULL,
    min_posts integer NOT NULL,
    min_likes integer NOT NULL,
    max_strikes integer NOT NULL,
    threads_a_day integer NOT NULL,
    comments_a_day integer NOT NULL,
    posts_a_minute integer NOT NULL,
    same_an_hour integer NOT NULL,
    links integer NOT NULL,
    mentions integer NOT NULL,
    hold text[] NOT NULL,
    CONSTRAINT trust_rule_level_pkey PRIMARY KEY (level),
    CONSTRAINT trust_rule_level_check CHECK (level BETWEEN 1 AND 4)
);
COMMENT ON TABLE trust_rule IS 'What each level of trust takes, and what it allows: 1 NEW, 2 BASIC, 3 MEMBER, 4 TRUSTED.';
