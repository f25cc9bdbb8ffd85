CREATE TABLE strike (
    decision_id uuid NOT NULL,
    user_id uuid NOT NULL,
    struck_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz,
    CONSTRAINT strike_decision_id_pkey PRIMARY KEY (decision_id)
);
CREATE INDEX strike_user_id_struck_at_idx ON strike (user_id, struck_at) WHERE revoked_at IS NULL;
COMMENT ON TABLE strike IS 'Personal data: decisions of moderation against somebody; they cost trust.';
