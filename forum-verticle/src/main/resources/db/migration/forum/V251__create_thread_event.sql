CREATE TABLE thread_event (
    event_id uuid NOT NULL,
    thread_id uuid NOT NULL,
    kind text NOT NULL,
    happened_at timestamptz NOT NULL DEFAULT now(),
    actor_id uuid,
    by_staff boolean NOT NULL,
    until timestamptz,
    from_board_id uuid,
    to_board_id uuid,
    title text,
    comment_id uuid,
    CONSTRAINT thread_event_event_id_pkey PRIMARY KEY (event_id),
    CONSTRAINT thread_event_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES thread (thread_id),
    CONSTRAINT thread_event_kind_check CHECK (kind IN ('PINNED', 'UNPINNED', 'LOCKED', 'UNLOCKED', 'MOVED', 'MERGED',
        'RETITLED', 'ANSWER_ACCEPTED', 'ANSWER_UNACCEPTED', 'DELETED', 'RESTORED'))
);
CREATE INDEX thread_event_thread_id_happened_at_idx ON thread_event (thread_id, happened_at, event_id);
COMMENT ON TABLE thread_event IS 'What happened to threads.';
COMMENT ON COLUMN thread_event.actor_id IS 'Null for a decision of moderation.';
