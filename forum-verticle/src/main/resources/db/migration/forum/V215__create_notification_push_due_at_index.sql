CREATE INDEX notification_push_due_at_idx ON notification (push_due_at) WHERE push_due_at IS NOT NULL;
