CREATE TABLE contact_reveal (
    listing_id uuid NOT NULL,
    user_id uuid NOT NULL,
    day date NOT NULL,
    CONSTRAINT contact_reveal_listing_id_user_id_day_pkey PRIMARY KEY (listing_id, user_id, day),
    CONSTRAINT contact_reveal_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing ON DELETE CASCADE
);
CREATE INDEX contact_reveal_day_idx ON contact_reveal (day);
CREATE INDEX contact_reveal_user_id_idx ON contact_reveal (user_id);
COMMENT ON TABLE contact_reveal IS 'Who was shown a seller''s phone on an Indian day; kept for 90 days.';
