CREATE INDEX moderation_case_open_target_owner_id_idx ON moderation_case (target_owner_id) WHERE closed_at IS NULL;
