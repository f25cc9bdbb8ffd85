CREATE TABLE decision_effect (
    decision_id uuid NOT NULL,
    domain text NOT NULL,
    done_at timestamptz,
    CONSTRAINT decision_effect_decision_id_domain_pkey PRIMARY KEY (decision_id, domain),
    CONSTRAINT decision_effect_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decision (decision_id),
    CONSTRAINT decision_effect_domain_check CHECK (domain IN ('identity', 'catalog', 'chat', 'forum'))
);
COMMENT ON TABLE decision_effect IS 'Where a decision has to have an effect, and since when it has.';
