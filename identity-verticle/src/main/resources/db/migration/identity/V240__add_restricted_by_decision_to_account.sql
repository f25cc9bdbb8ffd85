ALTER TABLE account
    ADD COLUMN restricted_by_decision uuid,
    ADD CONSTRAINT account_restricted_by_decision_check
        CHECK (restricted_by_decision IS NULL OR restricted_by_hand IS NOT NULL);
COMMENT ON COLUMN account.restricted_by_decision IS
    'The decision of moderation that restricted_by_hand is; null of what was done before there was one.';
