CREATE INDEX moderation_case_late_acknowledge_idx ON moderation_case (acknowledge_by)
    WHERE acknowledged_at IS NULL OR acknowledged_at > acknowledge_by;
