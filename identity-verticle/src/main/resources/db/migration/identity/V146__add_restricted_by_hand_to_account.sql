ALTER TABLE account
    ADD COLUMN restricted_by_hand text,
    ADD CONSTRAINT account_restricted_by_hand_check CHECK (restricted_by_hand IN ('SUSPENDED', 'BANNED'));
COMMENT ON COLUMN account.restricted_by_hand IS
    'How staff restricted the account by itself, which no end of a decision of moderation lifts; null when they did not.';
