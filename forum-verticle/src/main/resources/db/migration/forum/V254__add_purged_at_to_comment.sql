ALTER TABLE comment
    ADD COLUMN purged_at timestamptz,
    ADD CONSTRAINT comment_purged_at_check CHECK (purged_at IS NULL OR deleted_at IS NOT NULL);
