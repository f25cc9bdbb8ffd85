ALTER TABLE decision ADD COLUMN overturned_at timestamptz;
UPDATE decision SET overturned_at = appeal.decided_at FROM appeal
WHERE appeal.decision_id = decision.decision_id AND appeal.outcome = 'OVERTURNED';
