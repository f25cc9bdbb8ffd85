CREATE INDEX appeal_appellant_id_idx ON appeal (appellant_id);
