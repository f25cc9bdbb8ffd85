CREATE TABLE reference_data (
    name text NOT NULL,
    content_hash text NOT NULL,
    CONSTRAINT reference_data_name_pkey PRIMARY KEY (name)
);
COMMENT ON TABLE reference_data IS 'Which version of a resource file is in the tables.';
