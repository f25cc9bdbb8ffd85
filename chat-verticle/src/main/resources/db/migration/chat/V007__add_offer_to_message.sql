ALTER TABLE message ADD COLUMN offer jsonb;
ALTER TABLE message ADD CONSTRAINT message_offer_text_check CHECK (offer IS NULL OR text IS NULL);
COMMENT ON COLUMN message.offer IS 'A step of a bargain, as the catalog told it; it says nothing else then.';
