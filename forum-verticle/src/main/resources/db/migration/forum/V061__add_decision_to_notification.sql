ALTER TABLE notification
    ADD COLUMN ground text,
    ADD COLUMN activities text[] NOT NULL DEFAULT '{}',
    ADD COLUMN until timestamptz,
    ADD COLUMN appeal_by timestamptz,
    ADD CONSTRAINT notification_appeal_by_check CHECK
        ((kind IN ('WARNED', 'CONTENT_REMOVED', 'RESTRICTED', 'SUSPENDED', 'BANNED')) = (appeal_by IS NOT NULL));
COMMENT ON COLUMN notification.ground IS 'Personal data: what a decision says was breached.';
