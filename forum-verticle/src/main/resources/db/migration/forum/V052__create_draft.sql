CREATE TABLE draft (
    user_id uuid NOT NULL,
    draft_id uuid NOT NULL,
    board_id uuid,
    thread_id uuid,
    parent_id uuid,
    title text NOT NULL,
    body text NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT draft_user_id_draft_id_pkey PRIMARY KEY (user_id, draft_id),
    CONSTRAINT draft_title_check CHECK (char_length(title) <= 160),
    CONSTRAINT draft_body_check CHECK (char_length(body) <= 20000)
);
COMMENT ON TABLE draft IS 'Personal data: what somebody has yet to post.';
