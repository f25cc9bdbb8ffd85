CREATE TABLE report_hour (
    hour timestamptz NOT NULL,
    total bigint NOT NULL,
    CONSTRAINT report_hour_hour_pkey PRIMARY KEY (hour),
    CONSTRAINT report_hour_total_check CHECK (total > 0)
);
COMMENT ON TABLE report_hour IS 'How many reports came in each Indian hour before overview_mark.';
