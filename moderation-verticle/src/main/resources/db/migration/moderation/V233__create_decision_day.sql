CREATE TABLE decision_day (
    day date NOT NULL,
    action text NOT NULL,
    total bigint NOT NULL,
    CONSTRAINT decision_day_day_action_pkey PRIMARY KEY (day, action),
    CONSTRAINT decision_day_total_check CHECK (total > 0)
);
COMMENT ON TABLE decision_day IS 'How many cases staff decided on each Indian day before overview_mark.';
