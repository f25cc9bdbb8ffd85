CREATE TABLE promotion_event (
    promotion_id uuid NOT NULL,
    kind text NOT NULL,
    boost_id uuid NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT promotion_event_promotion_id_kind_pkey PRIMARY KEY (promotion_id, kind),
    CONSTRAINT promotion_event_kind_check CHECK (kind IN ('IMPRESSION', 'CLICK'))
);
CREATE INDEX promotion_event_received_at_idx ON promotion_event (received_at);
COMMENT ON TABLE promotion_event IS 'What was counted of one showing of a boost, so that it counts once; kept for two days.';
