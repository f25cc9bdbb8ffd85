CREATE TABLE legal_clock (
    jurisdiction text NOT NULL,
    ground text NOT NULL,
    acknowledge interval NOT NULL,
    dispose interval NOT NULL,
    source text NOT NULL,
    CONSTRAINT legal_clock_jurisdiction_ground_pkey PRIMARY KEY (jurisdiction, ground),
    CONSTRAINT legal_clock_acknowledge_check CHECK (acknowledge > interval '0'),
    CONSTRAINT legal_clock_dispose_check CHECK (dispose > interval '0')
);
COMMENT ON TABLE legal_clock IS 'By when the law wants complaints acknowledged and disposed of.';
COMMENT ON COLUMN legal_clock.ground IS 'GRIEVANCE for any complaint, or a report reason that has a shorter time.';
