ALTER TABLE account ADD COLUMN language text NOT NULL DEFAULT 'en';
ALTER TABLE account ADD CONSTRAINT account_language_check CHECK (language IN ('en', 'hi'));
ALTER TABLE account ADD COLUMN erase_at timestamptz;
ALTER TABLE account ADD COLUMN erased_at timestamptz;
ALTER TABLE account ADD CONSTRAINT account_erased_at_check CHECK (
    erased_at IS NULL OR status = 'DELETED' AND email IS NULL AND phone IS NULL AND password_hash IS NULL);
CREATE INDEX account_erase_at_idx ON account (erase_at) WHERE erase_at IS NOT NULL;
COMMENT ON COLUMN account.erase_at IS 'When it is to be erased, unless its owner signs in before.';
COMMENT ON COLUMN account.erased_at IS 'Since when nothing is left of its owner but the id.';
