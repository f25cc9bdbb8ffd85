CREATE INDEX moderation_case_late_dispose_idx ON moderation_case (dispose_by)
    WHERE closed_at IS NULL OR closed_at > dispose_by;
