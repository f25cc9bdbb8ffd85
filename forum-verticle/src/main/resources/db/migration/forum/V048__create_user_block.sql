CREATE TABLE user_block (
    blocker_id uuid NOT NULL,
    blocked_id uuid NOT NULL,
    CONSTRAINT user_block_blocker_id_blocked_id_pkey PRIMARY KEY (blocker_id, blocked_id)
);
COMMENT ON TABLE user_block IS 'Personal data: who blocks whom, as chat tells it; neither is told of what the other writes.';
CREATE INDEX user_block_blocked_id_idx ON user_block (blocked_id);
