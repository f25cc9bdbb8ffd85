CREATE TABLE appeal (
    appeal_id uuid NOT NULL,
    decision_id uuid NOT NULL,
    appellant_id uuid NOT NULL,
    statement text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    outcome text,
    answer text,
    decided_by uuid,
    decided_at timestamptz,
    CONSTRAINT appeal_appeal_id_pkey PRIMARY KEY (appeal_id),
    CONSTRAINT appeal_decision_id_key UNIQUE (decision_id),
    CONSTRAINT appeal_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decision (decision_id),
    CONSTRAINT appeal_statement_check CHECK (char_length(statement) BETWEEN 10 AND 5000),
    CONSTRAINT appeal_outcome_check CHECK (outcome IN ('UPHELD', 'OVERTURNED')),
    CONSTRAINT appeal_outcome_decided_at_check CHECK (
        (outcome IS NULL) = (decided_at IS NULL) AND (outcome IS NULL) = (answer IS NULL)
        AND (outcome IS NULL) = (decided_by IS NULL))
);
CREATE INDEX appeal_pending_idx ON appeal (created_at, appeal_id) WHERE outcome IS NULL;
CREATE INDEX appeal_outcome_created_at_idx ON appeal (outcome, created_at, appeal_id) WHERE outcome IS NOT NULL;
