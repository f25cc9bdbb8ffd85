ALTER TABLE seller ADD COLUMN verified_until timestamptz;
COMMENT ON COLUMN seller.verified_until IS 'When verified ends; null for never.';
