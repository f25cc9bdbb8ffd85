ALTER TABLE auto_renewal ADD COLUMN failures integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN auto_renewal.failures IS 'How often in a row it could not be looked at; each time it waits longer.';
