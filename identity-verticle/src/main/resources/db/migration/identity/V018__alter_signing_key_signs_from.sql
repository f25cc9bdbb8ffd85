ALTER TABLE signing_key ADD COLUMN signs_from timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN signing_key.signs_from IS 'A new key is public before it signs, so that everybody knows it by then.';
COMMENT ON TABLE signing_key IS
    'The highest generation whose time has come signs; all verify until an hour after another took over. Private keys are '
    'sealed with AES-256-GCM.';
