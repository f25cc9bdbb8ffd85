ALTER TABLE thread ADD COLUMN mentions uuid[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN thread.mentions IS 'Everybody whom it mentions or mentioned, so that nobody is told twice.';
