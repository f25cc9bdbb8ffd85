CREATE INDEX push_device_user_id_registered_at_idx ON push_device (user_id, registered_at);
