CREATE TABLE moderation_case (
    case_id uuid NOT NULL,
    target_type text NOT NULL,
    target_id uuid NOT NULL,
    target_owner_id uuid NOT NULL,
    evidence text NOT NULL,
    severity integer NOT NULL DEFAULT 0,
    report_count integer NOT NULL DEFAULT 0,
    score integer NOT NULL GENERATED ALWAYS AS (severity + report_count) STORED,
    claimed_by uuid,
    claimed_until timestamptz,
    acknowledge_by timestamptz NOT NULL,
    acknowledged_at timestamptz,
    dispose_by timestamptz NOT NULL,
    closed_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL DEFAULT 0,
    CONSTRAINT moderation_case_case_id_pkey PRIMARY KEY (case_id),
    CONSTRAINT moderation_case_target_type_check
        CHECK (target_type IN ('LISTING', 'USER', 'MESSAGE', 'THREAD', 'COMMENT')),
    CONSTRAINT moderation_case_evidence_check CHECK (char_length(evidence) <= 20000),
    CONSTRAINT moderation_case_claimed_by_claimed_until_check
        CHECK ((claimed_by IS NULL) = (claimed_until IS NULL)),
    CONSTRAINT moderation_case_closed_at_check CHECK (closed_at IS NULL OR claimed_by IS NULL)
);
COMMENT ON COLUMN moderation_case.claimed_until IS 'A claim counts until then; closed or not is closed_at alone.';
CREATE UNIQUE INDEX moderation_case_target_type_target_id_key ON moderation_case (target_type, target_id)
    WHERE closed_at IS NULL;
CREATE INDEX moderation_case_open_score_idx ON moderation_case ((-score), case_id) WHERE closed_at IS NULL;
CREATE INDEX moderation_case_open_dispose_by_idx ON moderation_case (dispose_by, case_id) WHERE closed_at IS NULL;
CREATE INDEX moderation_case_closed_score_idx ON moderation_case ((-score), case_id) WHERE closed_at IS NOT NULL;
CREATE INDEX moderation_case_closed_dispose_by_idx ON moderation_case (dispose_by, case_id)
    WHERE closed_at IS NOT NULL;
CREATE INDEX moderation_case_open_target_type_score_idx ON moderation_case (target_type, (-score), case_id)
    WHERE closed_at IS NULL;
CREATE INDEX moderation_case_open_target_type_dispose_by_idx ON moderation_case (target_type, dispose_by, case_id)
    WHERE closed_at IS NULL;
CREATE INDEX moderation_case_closed_target_type_score_idx ON moderation_case (target_type, (-score), case_id)
    WHERE closed_at IS NOT NULL;
CREATE INDEX moderation_case_closed_target_type_dispose_by_idx ON moderation_case (target_type, dispose_by, case_id)
    WHERE closed_at IS NOT NULL;
