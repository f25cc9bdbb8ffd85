ALTER TABLE decision ADD COLUMN ended_at timestamptz;
COMMENT ON COLUMN decision.ended_at IS 'When a suspension whose time is over was lifted.';
CREATE INDEX decision_suspension_until_idx ON decision (until)
    WHERE action = 'SUSPEND' AND ended_at IS NULL AND overturned_at IS NULL;
