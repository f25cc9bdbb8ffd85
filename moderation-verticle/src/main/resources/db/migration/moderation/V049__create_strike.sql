CREATE TABLE strike (
    decision_id uuid NOT NULL,
    user_id uuid NOT NULL,
    points integer NOT NULL,
    given_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    CONSTRAINT strike_decision_id_pkey PRIMARY KEY (decision_id),
    CONSTRAINT strike_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decision (decision_id),
    CONSTRAINT strike_points_check CHECK (points > 0)
);
CREATE INDEX strike_user_id_given_at_idx ON strike (user_id, given_at DESC);
COMMENT ON TABLE strike IS 'Personal data: what decisions against somebody weigh, until they expire.';
