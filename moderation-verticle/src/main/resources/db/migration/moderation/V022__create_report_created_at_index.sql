CREATE INDEX report_created_at_idx ON report USING brin (created_at);
