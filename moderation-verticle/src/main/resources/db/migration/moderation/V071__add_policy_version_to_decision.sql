ALTER TABLE decision
    ADD COLUMN policy_version bigint,
    ADD CONSTRAINT decision_policy_version_check CHECK (policy_version > 0);
COMMENT ON COLUMN decision.policy_version IS 'The version of strike_policy it was made under; null of decisions from before.';
