ALTER TABLE account ADD COLUMN show_phone boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN account.show_phone IS 'Whether signed-in people who ask at a listing are shown the phone.';
