ALTER TABLE decision
    ADD COLUMN activities text[] NOT NULL DEFAULT '{}',
    ADD COLUMN until timestamptz,
    ADD CONSTRAINT decision_activities_check CHECK (activities <@ ARRAY['CHAT', 'POST', 'LIST']
        AND (action = 'RESTRICT') = (cardinality(activities) > 0)),
    ADD CONSTRAINT decision_until_check CHECK (CASE action WHEN 'RESTRICT' THEN until IS NOT NULL
        WHEN 'SUSPEND' THEN true ELSE until IS NULL END);
COMMENT ON COLUMN decision.activities IS 'What a RESTRICT keeps the owner of the content from.';
COMMENT ON COLUMN decision.until IS 'How long a RESTRICT or SUSPEND lasts; null for good.';
