CREATE TABLE report (
    report_id uuid NOT NULL,
    case_id uuid NOT NULL,
    reporter_id uuid NOT NULL,
    reason text NOT NULL,
    details text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT report_report_id_pkey PRIMARY KEY (report_id),
    CONSTRAINT report_case_id_reporter_id_key UNIQUE (case_id, reporter_id),
    CONSTRAINT report_case_id_fkey FOREIGN KEY (case_id) REFERENCES moderation_case (case_id),
    CONSTRAINT report_reason_check CHECK (reason IN
        ('SPAM', 'FRAUD', 'PROHIBITED_ITEM', 'OFFENSIVE', 'HARASSMENT', 'DUPLICATE', 'WRONG_CATEGORY', 'OTHER')),
    CONSTRAINT report_details_check CHECK (char_length(details) <= 2000)
);
CREATE INDEX report_case_id_created_at_idx ON report (case_id, created_at, report_id);
CREATE INDEX report_reporter_id_created_at_idx ON report (reporter_id, created_at, report_id);
