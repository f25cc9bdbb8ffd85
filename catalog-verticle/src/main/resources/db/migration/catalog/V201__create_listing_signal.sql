CREATE TABLE listing_signal (
    listing_id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    raised_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT listing_signal_listing_id_kind_subject_pkey PRIMARY KEY (listing_id, kind, subject),
    CONSTRAINT listing_signal_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing ON DELETE CASCADE,
    CONSTRAINT listing_signal_kind_check CHECK (
        kind IN ('COPIED_TEXT', 'COPIED_PICTURE', 'UNUSUAL_PRICE', 'CONTACT_DATA'))
);
COMMENT ON TABLE listing_signal IS 'What rules found about listings and told moderation, so that it is told once. Personal data.';
COMMENT ON COLUMN listing_signal.subject IS
    'The listing that was copied, with the two pictures if it was one; the price in question; the words in question.';
