CREATE TABLE thread (
    thread_id uuid NOT NULL,
    board_id uuid NOT NULL,
    author_id uuid NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    body_html text NOT NULL,
    tags text[] NOT NULL,
    listing_id uuid,
    like_count bigint NOT NULL DEFAULT 0,
    comment_count bigint NOT NULL DEFAULT 0,
    locked boolean NOT NULL DEFAULT false,
    pinned boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_activity_at timestamptz NOT NULL DEFAULT now(),
    edited_at timestamptz,
    deleted_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    hot double precision NOT NULL GENERATED ALWAYS AS (
        log(greatest(1, like_count + 2 * comment_count)::double precision)
        + extract(epoch FROM created_at - timestamptz '2026-01-01 00:00:00+00')::double precision / 45000
    ) STORED,
    search tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'B')
    ) STORED,
    CONSTRAINT thread_thread_id_pkey PRIMARY KEY (thread_id),
    CONSTRAINT thread_board_id_fkey FOREIGN KEY (board_id) REFERENCES board (board_id),
    CONSTRAINT thread_title_check CHECK (char_length(title) BETWEEN 3 AND 160),
    CONSTRAINT thread_body_check CHECK (char_length(body) BETWEEN 1 AND 20000),
    CONSTRAINT thread_tags_check CHECK (cardinality(tags) <= 5),
    CONSTRAINT thread_like_count_check CHECK (like_count >= 0),
    CONSTRAINT thread_comment_count_check CHECK (comment_count >= 0)
);
COMMENT ON COLUMN thread.comment_count IS 'Comments of all levels that were not deleted.';
COMMENT ON COLUMN thread.hot IS 'Ten times the likes and comments weigh as much as being 12.5 hours younger.';
CREATE INDEX thread_hot_idx ON thread (hot, thread_id) WHERE deleted_at IS NULL;
CREATE INDEX thread_created_at_idx ON thread (created_at, thread_id) WHERE deleted_at IS NULL;
CREATE INDEX thread_like_count_idx ON thread (like_count, thread_id) WHERE deleted_at IS NULL;
CREATE INDEX thread_last_activity_at_idx ON thread (last_activity_at, thread_id) WHERE deleted_at IS NULL;
CREATE INDEX thread_board_id_hot_idx ON thread (board_id, hot, thread_id) WHERE deleted_at IS NULL;
CREATE INDEX thread_board_id_created_at_idx ON thread (board_id, created_at, thread_id) WHERE deleted_at IS NULL;
CREATE INDEX thread_board_id_like_count_idx ON thread (board_id, like_count, thread_id) WHERE deleted_at IS NULL;
CREATE INDEX thread_board_id_last_activity_at_idx ON thread (board_id, last_activity_at, thread_id)
    WHERE deleted_at IS NULL;
CREATE INDEX thread_search_idx ON thread USING gin (search) WHERE deleted_at IS NULL;
