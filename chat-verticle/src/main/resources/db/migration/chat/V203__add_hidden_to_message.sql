ALTER TABLE message ADD COLUMN hidden boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN message.hidden IS 'Whether only its sender sees it: for the other its place is that of a deleted message.';
