CREATE INDEX decision_decided_at_idx ON decision USING brin (decided_at);
