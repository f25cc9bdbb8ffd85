CREATE TABLE comment (
    comment_id uuid NOT NULL,
    thread_id uuid NOT NULL,
    parent_id uuid,
    depth smallint NOT NULL,
    author_id uuid NOT NULL,
    body text NOT NULL,
    body_html text NOT NULL,
    like_count bigint NOT NULL DEFAULT 0,
    reply_count bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    edited_at timestamptz,
    deleted_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT comment_comment_id_pkey PRIMARY KEY (comment_id),
    CONSTRAINT comment_thread_id_comment_id_key UNIQUE (thread_id, comment_id),
    CONSTRAINT comment_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES thread (thread_id),
    CONSTRAINT comment_thread_id_parent_id_fkey FOREIGN KEY (thread_id, parent_id)
        REFERENCES comment (thread_id, comment_id),
    CONSTRAINT comment_depth_check CHECK (depth BETWEEN 0 AND 4 AND (depth = 0) = (parent_id IS NULL)),
    CONSTRAINT comment_body_check CHECK (char_length(body) BETWEEN 1 AND 10000),
    CONSTRAINT comment_like_count_check CHECK (like_count >= 0),
    CONSTRAINT comment_reply_count_check CHECK (reply_count >= 0)
);
COMMENT ON COLUMN comment.reply_count IS 'Direct replies in the tree, deleted ones included.';
CREATE INDEX comment_thread_id_parent_id_created_at_idx ON comment (thread_id, parent_id, created_at, comment_id);
