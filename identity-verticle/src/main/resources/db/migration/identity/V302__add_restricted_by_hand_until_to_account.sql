ALTER TABLE account ADD COLUMN restricted_by_hand_until timestamptz;
COMMENT ON COLUMN account.restricted_by_hand_until IS
    'When restricted_by_hand is over by itself; null until further notice, and without one.';
