CREATE TABLE bookmark (
    user_id uuid NOT NULL,
    thread_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT bookmark_user_id_thread_id_pkey PRIMARY KEY (user_id, thread_id),
    CONSTRAINT bookmark_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES thread (thread_id)
);
COMMENT ON TABLE bookmark IS 'Personal data: threads that somebody keeps for later.';
CREATE INDEX bookmark_user_id_created_at_idx ON bookmark (user_id, created_at DESC, thread_id DESC);
