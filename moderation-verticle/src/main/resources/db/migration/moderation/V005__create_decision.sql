CREATE TABLE decision (
    decision_id uuid NOT NULL,
    case_id uuid NOT NULL,
    action text NOT NULL,
    reason text NOT NULL,
    note text,
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT decision_decision_id_pkey PRIMARY KEY (decision_id),
    CONSTRAINT decision_case_id_key UNIQUE (case_id),
    CONSTRAINT decision_case_id_fkey FOREIGN KEY (case_id) REFERENCES moderation_case (case_id),
    CONSTRAINT decision_action_check CHECK (action IN ('DISMISS', 'WARN', 'REMOVE', 'SUSPEND', 'BAN')),
    CONSTRAINT decision_reason_check CHECK (char_length(reason) BETWEEN 3 AND 500),
    CONSTRAINT decision_note_check CHECK (char_length(note) <= 2000)
);
