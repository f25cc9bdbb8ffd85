ALTER TABLE thread ADD COLUMN fingerprint bigint;
CREATE INDEX thread_fingerprint_created_at_idx ON thread (fingerprint, created_at) WHERE fingerprint IS NOT NULL;
COMMENT ON COLUMN thread.fingerprint IS 'The same for texts that differ in case, digits, links and punctuation alone.';
