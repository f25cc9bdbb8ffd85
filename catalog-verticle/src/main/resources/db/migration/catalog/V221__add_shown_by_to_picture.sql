ALTER TABLE picture
    ADD COLUMN shown_by uuid,
    ADD CONSTRAINT picture_shown_by_fkey FOREIGN KEY (shown_by) REFERENCES listing,
    ADD CONSTRAINT picture_shown_by_check CHECK (shown_by IS NULL OR source_hash IS NOT NULL);
COMMENT ON COLUMN picture.shown_by IS 'The first listing that was imported with it: whose it is, when somebody copies it.';
