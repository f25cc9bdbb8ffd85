CREATE TABLE block (
    blocker_id uuid NOT NULL,
    blocked_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT block_blocker_id_blocked_id_pkey PRIMARY KEY (blocker_id, blocked_id),
    CONSTRAINT block_blocker_id_blocked_id_check CHECK (blocker_id <> blocked_id)
);
COMMENT ON TABLE block IS 'Who does not want to hear from whom.';
