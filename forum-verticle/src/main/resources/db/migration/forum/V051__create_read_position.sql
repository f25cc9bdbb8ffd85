CREATE TABLE read_position (
    user_id uuid NOT NULL,
    thread_id uuid NOT NULL,
    read_at timestamptz NOT NULL,
    CONSTRAINT read_position_user_id_thread_id_pkey PRIMARY KEY (user_id, thread_id),
    CONSTRAINT read_position_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES thread (thread_id)
);
COMMENT ON TABLE read_position IS 'Personal data: up to when somebody read the comments of a thread.';
