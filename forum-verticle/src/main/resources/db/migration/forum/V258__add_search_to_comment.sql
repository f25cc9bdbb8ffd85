ALTER TABLE comment ADD COLUMN search tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('english', body)) STORED;
