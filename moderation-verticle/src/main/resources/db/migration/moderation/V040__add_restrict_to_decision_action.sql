ALTER TABLE decision DROP CONSTRAINT decision_action_check;
ALTER TABLE decision ADD CONSTRAINT decision_action_check
    CHECK (action IN ('DISMISS', 'WARN', 'REMOVE', 'SUSPEND', 'BAN', 'RESTRICT'));
