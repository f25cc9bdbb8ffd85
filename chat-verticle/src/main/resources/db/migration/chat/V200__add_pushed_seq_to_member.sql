ALTER TABLE member
    ADD COLUMN pushed_seq bigint NOT NULL DEFAULT 0,
    ADD COLUMN pushed_at timestamptz,
    ADD CONSTRAINT member_pushed_seq_check CHECK (0 <= pushed_seq);
COMMENT ON COLUMN member.pushed_seq IS 'The last message when this member, who was not there, was last told that some wait.';
