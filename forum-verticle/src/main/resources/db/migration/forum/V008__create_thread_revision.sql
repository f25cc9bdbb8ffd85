CREATE TABLE thread_revision (
    thread_id uuid NOT NULL,
    version bigint NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    written_at timestamptz NOT NULL,
    CONSTRAINT thread_revision_thread_id_version_pkey PRIMARY KEY (thread_id, version),
    CONSTRAINT thread_revision_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES thread (thread_id)
);
COMMENT ON TABLE thread_revision IS 'What threads said before they were changed.';
