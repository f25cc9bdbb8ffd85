ALTER TABLE thread
    ADD COLUMN held_at timestamptz,
    ADD COLUMN refused_at timestamptz,
    ADD CONSTRAINT thread_held_at_check CHECK (held_at IS NULL OR deleted_at IS NOT NULL),
    ADD CONSTRAINT thread_refused_at_check CHECK (refused_at IS NULL OR held_at IS NOT NULL);
COMMENT ON COLUMN thread.held_at IS 'Since when it waits for staff, as if it were deleted but for its author and staff.';
COMMENT ON COLUMN thread.refused_at IS 'Staff did not let it through, or its author took it back.';
