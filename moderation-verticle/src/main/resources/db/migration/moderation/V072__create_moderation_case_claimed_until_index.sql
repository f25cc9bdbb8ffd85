CREATE INDEX moderation_case_claimed_until_idx ON moderation_case (claimed_until)
    WHERE closed_at IS NULL AND claimed_until IS NOT NULL;
