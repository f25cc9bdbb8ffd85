CREATE TABLE thread_watch (
    thread_id uuid NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT thread_watch_thread_id_user_id_pkey PRIMARY KEY (thread_id, user_id),
    CONSTRAINT thread_watch_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES thread (thread_id)
);
CREATE INDEX thread_watch_user_id_idx ON thread_watch (user_id);
