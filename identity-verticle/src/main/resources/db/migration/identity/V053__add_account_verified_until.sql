ALTER TABLE account ADD COLUMN verified_until timestamptz, ADD COLUMN verified_name text;
COMMENT ON COLUMN account.verified_until IS 'When the proof of identity runs out; null for never.';
COMMENT ON COLUMN account.verified_name IS 'The name of the account that was compared with the document; null for any.';
