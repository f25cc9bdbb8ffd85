CREATE TABLE seller_review (
    review_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    seller_id uuid NOT NULL,
    author_id uuid,
    stars integer NOT NULL,
    body text NOT NULL,
    basis text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    edited_at timestamptz,
    reply text,
    replied_at timestamptz,
    gone text,
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT seller_review_review_id_pkey PRIMARY KEY (review_id),
    CONSTRAINT seller_review_listing_id_author_id_key UNIQUE (listing_id, author_id),
    CONSTRAINT seller_review_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing,
    CONSTRAINT seller_review_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES seller,
    CONSTRAINT seller_review_author_id_fkey FOREIGN KEY (author_id) REFERENCES seller,
    CONSTRAINT seller_review_author_id_seller_id_check CHECK (author_id <> seller_id),
    CONSTRAINT seller_review_stars_check CHECK (stars BETWEEN 1 AND 5),
    CONSTRAINT seller_review_basis_check CHECK (basis IN ('AGREED_OFFER', 'CONVERSATION')),
    CONSTRAINT seller_review_reply_replied_at_check CHECK ((reply IS NULL) = (replied_at IS NULL)),
    CONSTRAINT seller_review_gone_check CHECK (gone IN ('DELETED', 'REMOVED'))
);
CREATE INDEX seller_review_seller_id_review_id_idx ON seller_review (seller_id, review_id DESC) WHERE gone IS NULL;
CREATE INDEX seller_review_author_id_review_id_idx ON seller_review (author_id, review_id DESC);
COMMENT ON TABLE seller_review IS 'What buyers say of sellers, and sellers to that. Personal data.';
COMMENT ON COLUMN seller_review.author_id IS 'A card in seller, as every public profile has one; null when the account was erased.';
COMMENT ON COLUMN seller_review.gone IS 'DELETED by its author, or REMOVED by staff; then it is not shown and does not count.';
