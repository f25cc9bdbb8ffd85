CREATE INDEX push_delivery_service_due_at_idx ON push_delivery (service, due_at);
