ALTER TABLE thread ADD COLUMN accepted_comment_id uuid,
    ADD CONSTRAINT thread_accepted_comment_id_fkey FOREIGN KEY (thread_id, accepted_comment_id)
        REFERENCES comment (thread_id, comment_id) DEFERRABLE;
COMMENT ON COLUMN thread.accepted_comment_id IS 'The comment that answers it, as its author says.';
