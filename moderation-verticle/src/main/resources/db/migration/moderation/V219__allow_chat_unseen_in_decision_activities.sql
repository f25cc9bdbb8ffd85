ALTER TABLE decision DROP CONSTRAINT decision_activities_check;
ALTER TABLE decision ADD CONSTRAINT decision_activities_check CHECK (activities <@ ARRAY['CHAT', 'POST', 'LIST', 'CHAT_UNSEEN']
    AND (action = 'RESTRICT') = (cardinality(activities) > 0));
COMMENT ON COLUMN decision.activities IS
    'What a RESTRICT keeps the owner of the content from; of CHAT_UNSEEN the owner is not told.';
