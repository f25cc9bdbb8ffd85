ALTER TABLE notification
    ADD COLUMN push_due_at timestamptz,
    ADD COLUMN pushed_at timestamptz;
COMMENT ON COLUMN notification.push_due_at IS 'When it is pushed unless it was read; null when it is not any more.';
