CREATE TABLE member_trust (
    user_id uuid NOT NULL,
    level smallint NOT NULL,
    policy_version bigint NOT NULL,
    reckoned_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT member_trust_user_id_pkey PRIMARY KEY (user_id)
);
COMMENT ON TABLE member_trust IS 'Personal data: the level of trust that somebody had when they last posted, for the badge.';
