ALTER TABLE listing_signal DROP CONSTRAINT listing_signal_kind_check;
ALTER TABLE listing_signal ADD CONSTRAINT listing_signal_kind_check CHECK (
    kind IN ('COPIED_TEXT', 'COPIED_PICTURE', 'UNUSUAL_PRICE', 'CONTACT_DATA', 'KNOWN_PICTURE'));
