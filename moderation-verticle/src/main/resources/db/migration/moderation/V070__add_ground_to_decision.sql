ALTER TABLE decision
    ADD COLUMN ground text,
    ADD CONSTRAINT decision_ground_check CHECK (ground IN
        ('SPAM', 'FRAUD', 'PROHIBITED_ITEM', 'OFFENSIVE', 'HARASSMENT', 'DUPLICATE', 'WRONG_CATEGORY', 'OTHER'));
COMMENT ON COLUMN decision.ground IS 'What was breached; null of DISMISS and of decisions from before.';
