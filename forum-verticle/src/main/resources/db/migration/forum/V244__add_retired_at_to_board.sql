ALTER TABLE board ADD COLUMN retired_at timestamptz;
COMMENT ON COLUMN board.retired_at IS 'Since when it takes no more threads; null while it does.';
