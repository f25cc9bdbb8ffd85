CREATE TABLE offer (
    offer_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    buyer_id uuid NOT NULL,
    seller_id uuid NOT NULL,
    state text NOT NULL,
    awaits text NOT NULL,
    price_amount bigint NOT NULL,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT offer_offer_id_pkey PRIMARY KEY (offer_id),
    CONSTRAINT offer_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing ON DELETE CASCADE,
    CONSTRAINT offer_state_check CHECK (state IN ('OPEN', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'CLOSED', 'EXPIRED')),
    CONSTRAINT offer_awaits_check CHECK (awaits IN ('BUYER', 'SELLER')),
    CONSTRAINT offer_price_amount_check CHECK (price_amount BETWEEN 1 AND 1000000000000),
    CONSTRAINT offer_buyer_id_seller_id_check CHECK (buyer_id <> seller_id)
);
CREATE UNIQUE INDEX offer_listing_id_buyer_id_key ON offer (listing_id, buyer_id) WHERE state = 'OPEN';
CREATE UNIQUE INDEX offer_listing_id_key ON offer (listing_id) WHERE state = 'ACCEPTED';
CREATE INDEX offer_listing_id_buyer_id_idx ON offer (listing_id, buyer_id);
CREATE INDEX offer_buyer_id_offer_id_idx ON offer (buyer_id, offer_id DESC);
CREATE INDEX offer_seller_id_offer_id_idx ON offer (seller_id, offer_id DESC);
COMMENT ON TABLE offer IS 'What a buyer would pay for a listing, and what seller and buyer made of it. Personal data.';
COMMENT ON COLUMN offer.state IS 'OPEN past expires_at reads as EXPIRED; that is stored only when the same buyer offers anew.';
COMMENT ON COLUMN offer.awaits IS 'Who is to answer while it is OPEN.';
