ALTER TABLE session ADD COLUMN network text NOT NULL DEFAULT '';
COMMENT ON COLUMN session.network IS 'Where it was opened: the client''s address cut to /24 or /48.';
