CREATE INDEX push_delivery_device_id_idx ON push_delivery (device_id);
