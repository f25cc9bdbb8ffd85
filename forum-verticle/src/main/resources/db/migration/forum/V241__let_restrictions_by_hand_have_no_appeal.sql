ALTER TABLE notification DROP CONSTRAINT notification_appeal_by_check;
ALTER TABLE notification ADD CONSTRAINT notification_appeal_by_check CHECK (CASE
    WHEN kind IN ('WARNED', 'CONTENT_REMOVED', 'RESTRICTED') THEN appeal_by IS NOT NULL
    ELSE appeal_by IS NULL OR kind IN ('SUSPENDED', 'BANNED') END);
