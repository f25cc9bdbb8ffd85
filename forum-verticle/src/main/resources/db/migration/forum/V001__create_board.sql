CREATE TABLE board (
    board_id uuid NOT NULL,
    position smallint NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    thread_count bigint NOT NULL DEFAULT 0,
    CONSTRAINT board_board_id_pkey PRIMARY KEY (board_id),
    CONSTRAINT board_position_key UNIQUE (position),
    CONSTRAINT board_name_key UNIQUE (name),
    CONSTRAINT board_thread_count_check CHECK (thread_count >= 0)
);
COMMENT ON COLUMN board.thread_count IS 'Threads that were not deleted.';
