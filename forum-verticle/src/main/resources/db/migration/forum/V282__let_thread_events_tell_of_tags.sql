ALTER TABLE thread_event
    DROP CONSTRAINT thread_event_kind_check,
    ADD CONSTRAINT thread_event_kind_check CHECK (kind IN ('PINNED', 'UNPINNED', 'LOCKED', 'UNLOCKED', 'MOVED', 'MERGED',
        'RETITLED', 'ANSWER_ACCEPTED', 'ANSWER_UNACCEPTED', 'DELETED', 'RESTORED', 'RETAGGED'));
