ALTER TABLE member ADD COLUMN suspected_at timestamptz;
COMMENT ON COLUMN member.suspected_at IS 'When moderation was first told of what this member wrote here.';
