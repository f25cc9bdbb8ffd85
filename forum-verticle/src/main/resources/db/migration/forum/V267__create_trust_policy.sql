CREATE TABLE trust_policy (
    one boolean NOT NULL DEFAULT true,
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT trust_policy_one_pkey PRIMARY KEY (one),
    CONSTRAINT trust_policy_one_check CHECK (one)
);
INSERT INTO trust_policy DEFAULT VALUES;
