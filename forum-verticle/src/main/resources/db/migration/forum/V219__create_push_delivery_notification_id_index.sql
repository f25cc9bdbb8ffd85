CREATE INDEX push_delivery_notification_id_idx ON push_delivery (notification_id) WHERE notification_id IS NOT NULL;
