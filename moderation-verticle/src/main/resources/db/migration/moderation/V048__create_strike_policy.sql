CREATE TABLE strike_policy (
    one boolean NOT NULL DEFAULT true,
    version bigint NOT NULL,
    CONSTRAINT strike_policy_one_pkey PRIMARY KEY (one),
    CONSTRAINT strike_policy_one_check CHECK (one)
);
COMMENT ON TABLE strike_policy IS 'Counts changes of strike_rule and strike_consequence; whoever changes them locks it.';
INSERT INTO strike_policy (version) VALUES (1);
