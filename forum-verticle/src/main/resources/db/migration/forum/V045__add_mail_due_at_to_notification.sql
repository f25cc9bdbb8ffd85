ALTER TABLE notification ADD COLUMN mail_due_at timestamptz;
COMMENT ON COLUMN notification.mail_due_at IS 'When a mail goes out unless it was read; null when none does any more.';
CREATE INDEX notification_mail_due_at_idx ON notification (mail_due_at) WHERE mail_due_at IS NOT NULL;
