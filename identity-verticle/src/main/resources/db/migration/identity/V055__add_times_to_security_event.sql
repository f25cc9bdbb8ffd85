ALTER TABLE security_event
    ADD COLUMN how text NOT NULL DEFAULT '',
    ADD COLUMN times integer NOT NULL DEFAULT 1,
    ADD CONSTRAINT security_event_times_check CHECK (times > 0);
COMMENT ON COLUMN security_event.how IS 'By which way, or why, in one word.';
COMMENT ON COLUMN security_event.times IS 'Refusals that are alike are one row.';
