ALTER TABLE comment ADD COLUMN fingerprint bigint;
CREATE INDEX comment_fingerprint_created_at_idx ON comment (fingerprint, created_at) WHERE fingerprint IS NOT NULL;
COMMENT ON COLUMN comment.fingerprint IS 'The same for texts that differ in case, digits, links and punctuation alone.';
