COMMENT ON COLUMN decision.ended_at IS 'When a suspension was lifted: its time is over, or staff let the person in again.';
