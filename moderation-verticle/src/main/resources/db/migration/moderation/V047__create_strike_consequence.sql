CREATE TABLE strike_consequence (
    points integer NOT NULL,
    action text NOT NULL,
    activities text[] NOT NULL DEFAULT '{}',
    days integer NOT NULL DEFAULT 0,
    CONSTRAINT strike_consequence_points_pkey PRIMARY KEY (points),
    CONSTRAINT strike_consequence_points_check CHECK (points BETWEEN 1 AND 1000),
    CONSTRAINT strike_consequence_action_check CHECK (action IN ('RESTRICT', 'SUSPEND', 'BAN')),
    CONSTRAINT strike_consequence_activities_check CHECK (activities <@ ARRAY['CHAT', 'POST', 'LIST']
        AND (action = 'RESTRICT') = (cardinality(activities) > 0)),
    CONSTRAINT strike_consequence_days_check CHECK (CASE action WHEN 'RESTRICT' THEN days BETWEEN 1 AND 365
        WHEN 'SUSPEND' THEN days BETWEEN 0 AND 365 ELSE days = 0 END)
);
COMMENT ON TABLE strike_consequence IS 'What follows when the points of somebody reach these.';
INSERT INTO strike_consequence (points, action, activities, days)
VALUES (6, 'RESTRICT', ARRAY['CHAT', 'POST', 'LIST'], 7), (10, 'SUSPEND', '{}', 30), (15, 'BAN', '{}', 0);
