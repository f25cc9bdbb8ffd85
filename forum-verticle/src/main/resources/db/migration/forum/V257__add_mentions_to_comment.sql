ALTER TABLE comment ADD COLUMN mentions uuid[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN comment.mentions IS 'Everybody whom it mentions or mentioned, so that nobody is told twice.';
