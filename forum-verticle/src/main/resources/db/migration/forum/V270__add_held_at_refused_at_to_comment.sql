ALTER TABLE comment
    ADD COLUMN held_at timestamptz,
    ADD COLUMN refused_at timestamptz,
    ADD CONSTRAINT comment_held_at_check CHECK (held_at IS NULL OR deleted_at IS NOT NULL),
    ADD CONSTRAINT comment_refused_at_check CHECK (refused_at IS NULL OR held_at IS NOT NULL);
COMMENT ON COLUMN comment.held_at IS 'Since when it waits for staff, as if it were not there but for its author and staff.';
COMMENT ON COLUMN comment.refused_at IS 'Staff did not let it through, or its author took it back.';
