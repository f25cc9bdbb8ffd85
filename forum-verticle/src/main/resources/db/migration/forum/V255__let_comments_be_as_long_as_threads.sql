ALTER TABLE comment DROP CONSTRAINT comment_body_check;
ALTER TABLE comment ADD CONSTRAINT comment_body_check CHECK (char_length(body) BETWEEN 1 AND 20000);
COMMENT ON COLUMN comment.body IS 'Beyond 10,000 characters only when it was the opening of a thread.';
