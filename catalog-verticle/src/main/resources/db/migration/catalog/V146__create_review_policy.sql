CREATE TABLE review_policy (
    one boolean NOT NULL DEFAULT true,
    version bigint NOT NULL,
    CONSTRAINT review_policy_one_pkey PRIMARY KEY (one),
    CONSTRAINT review_policy_one_check CHECK (one)
);
COMMENT ON TABLE review_policy IS 'Counts changes of review_rule; whoever changes it locks it.';
INSERT INTO review_policy (version) VALUES (1);
