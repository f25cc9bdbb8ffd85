CREATE TABLE comment_like (
    comment_id uuid NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT comment_like_comment_id_user_id_pkey PRIMARY KEY (comment_id, user_id),
    CONSTRAINT comment_like_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES comment (comment_id)
);
CREATE INDEX comment_like_user_id_idx ON comment_like (user_id);
