ALTER TABLE thread_watch ADD COLUMN mode text NOT NULL DEFAULT 'ALL',
    ADD CONSTRAINT thread_watch_mode_check CHECK (mode IN ('ALL', 'MENTIONS', 'MUTE'));
COMMENT ON COLUMN thread_watch.mode IS 'ALL: every comment; MENTIONS: answers and mentions, as without a row; MUTE: nothing.';
