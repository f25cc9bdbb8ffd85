ALTER TABLE listing ADD COLUMN removed_from text;
COMMENT ON COLUMN listing.removed_from IS 'The state that it had when staff removed it, for when that is undone.';
