ALTER TABLE mail ADD COLUMN unsubscribe text;
COMMENT ON COLUMN mail.unsubscribe IS 'The token that stops mails of this matter; null when they cannot be stopped.';
