CREATE TABLE decision_median (
    day date NOT NULL,
    seconds double precision NOT NULL,
    CONSTRAINT decision_median_day_pkey PRIMARY KEY (day)
);
COMMENT ON TABLE decision_median IS 'The median from first report to decision on each Indian day before overview_mark.';
