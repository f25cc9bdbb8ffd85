ALTER TABLE moderation_case ADD COLUMN by_hand boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN moderation_case.by_hand IS 'Nobody reported anything: staff suspended or banned the account by hand.';
