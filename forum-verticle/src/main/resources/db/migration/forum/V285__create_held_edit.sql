CREATE TABLE held_edit (
    edit_id uuid NOT NULL,
    thread_id uuid,
    comment_id uuid,
    author_id uuid NOT NULL,
    title text,
    body text,
    body_html text,
    tags text[],
    mentions uuid[] NOT NULL,
    held_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT held_edit_edit_id_pkey PRIMARY KEY (edit_id),
    CONSTRAINT held_edit_thread_id_key UNIQUE (thread_id),
    CONSTRAINT held_edit_comment_id_key UNIQUE (comment_id),
    CONSTRAINT held_edit_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES thread (thread_id) ON DELETE CASCADE,
    CONSTRAINT held_edit_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES comment (comment_id) ON DELETE CASCADE,
    CONSTRAINT held_edit_thread_id_comment_id_check CHECK (num_nonnulls(thread_id, comment_id) = 1)
);
CREATE INDEX held_edit_author_id_held_at_idx ON held_edit (author_id, held_at, edit_id);
CREATE INDEX held_edit_held_at_idx ON held_edit (held_at, edit_id);
COMMENT ON TABLE held_edit IS 'Personal data: edits that wait for staff, while others see what was there before.';
