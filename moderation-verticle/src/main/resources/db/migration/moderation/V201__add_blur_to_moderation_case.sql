ALTER TABLE moderation_case ADD COLUMN blur boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN moderation_case.blur IS 'Whether it was reported for something that may be hard to look at.';
UPDATE moderation_case c SET blur = true WHERE EXISTS (SELECT FROM report r
    WHERE r.case_id = c.case_id AND r.reason IN ('OFFENSIVE', 'HARASSMENT', 'PROHIBITED_ITEM'));
