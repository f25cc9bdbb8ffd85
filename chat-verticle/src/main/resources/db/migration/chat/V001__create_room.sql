CREATE TABLE room (
    room_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    buyer_id uuid NOT NULL,
    seller_id uuid NOT NULL,
    last_seq bigint NOT NULL DEFAULT 0,
    change_seq bigint NOT NULL DEFAULT 0,
    active_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT room_room_id_pkey PRIMARY KEY (room_id),
    CONSTRAINT room_listing_id_buyer_id_seller_id_key UNIQUE (listing_id, buyer_id, seller_id),
    CONSTRAINT room_buyer_id_seller_id_check CHECK (buyer_id <> seller_id),
    CONSTRAINT room_last_seq_change_seq_check CHECK (0 <= last_seq AND last_seq <= change_seq)
) WITH (fillfactor = 80);
COMMENT ON TABLE room IS 'A buyer and a seller about a listing. Whoever changes anything of a room locks its row first.';
