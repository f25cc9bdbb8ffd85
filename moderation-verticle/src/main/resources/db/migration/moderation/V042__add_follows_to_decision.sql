ALTER TABLE decision DROP CONSTRAINT decision_case_id_key;
ALTER TABLE decision
    ADD COLUMN follows uuid,
    ADD CONSTRAINT decision_follows_fkey FOREIGN KEY (follows) REFERENCES decision (decision_id),
    ADD CONSTRAINT decision_follows_key UNIQUE (follows);
CREATE UNIQUE INDEX decision_case_id_key ON decision (case_id) WHERE follows IS NULL;
CREATE INDEX decision_case_id_idx ON decision (case_id);
COMMENT ON COLUMN decision.follows IS 'The decision whose strike brought this one about by the policy; null for those that staff made.';
