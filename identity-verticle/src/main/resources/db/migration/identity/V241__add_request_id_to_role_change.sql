ALTER TABLE role_change
    ADD COLUMN request_id uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD CONSTRAINT role_change_request_id_key UNIQUE (request_id);
COMMENT ON COLUMN role_change.request_id IS 'What a second administrator approves or refuses; another one when other roles are asked for.';
