CREATE TABLE comment_revision (
    comment_id uuid NOT NULL,
    version bigint NOT NULL,
    body text NOT NULL,
    written_at timestamptz NOT NULL,
    CONSTRAINT comment_revision_comment_id_version_pkey PRIMARY KEY (comment_id, version),
    CONSTRAINT comment_revision_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES comment (comment_id)
);
COMMENT ON TABLE comment_revision IS 'Personal data: what comments said before they were changed.';
