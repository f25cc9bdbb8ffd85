CREATE TABLE overview_mark (
    figure text NOT NULL,
    upto timestamptz NOT NULL,
    CONSTRAINT overview_mark_figure_pkey PRIMARY KEY (figure),
    CONSTRAINT overview_mark_figure_check CHECK (figure IN ('reports', 'decisions'))
);
COMMENT ON TABLE overview_mark IS 'Before upto the overview reads what was counted, from then on the rows.';
INSERT INTO overview_mark (figure, upto)
SELECT 'reports', date_trunc('day', coalesce(min(created_at), now()), 'Asia/Kolkata') FROM report
UNION ALL SELECT 'decisions', date_trunc('day', coalesce(min(decided_at), now()), 'Asia/Kolkata') FROM decision;
