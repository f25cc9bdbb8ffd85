CREATE TABLE strike_rule (
    action text NOT NULL,
    points integer NOT NULL,
    decay_days integer NOT NULL,
    CONSTRAINT strike_rule_action_pkey PRIMARY KEY (action),
    CONSTRAINT strike_rule_action_check CHECK (action IN ('WARN', 'REMOVE', 'RESTRICT', 'SUSPEND')),
    CONSTRAINT strike_rule_points_check CHECK (points BETWEEN 1 AND 100),
    CONSTRAINT strike_rule_decay_days_check CHECK (decay_days BETWEEN 1 AND 3650)
);
COMMENT ON TABLE strike_rule IS 'What a decision against somebody weighs, and for how long.';
INSERT INTO strike_rule (action, points, decay_days)
VALUES ('WARN', 1, 90), ('REMOVE', 2, 180), ('RESTRICT', 3, 180), ('SUSPEND', 5, 365);
