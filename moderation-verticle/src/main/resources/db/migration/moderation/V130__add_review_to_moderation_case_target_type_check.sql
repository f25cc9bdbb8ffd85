ALTER TABLE moderation_case DROP CONSTRAINT moderation_case_target_type_check;
ALTER TABLE moderation_case ADD CONSTRAINT moderation_case_target_type_check
    CHECK (target_type IN ('LISTING', 'USER', 'MESSAGE', 'THREAD', 'COMMENT', 'REVIEW'));
