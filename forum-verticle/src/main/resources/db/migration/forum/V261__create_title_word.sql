CREATE TABLE title_word (
    word text NOT NULL,
    CONSTRAINT title_word_word_pkey PRIMARY KEY (word)
);
CREATE INDEX title_word_word_idx ON title_word USING gin (word gin_trgm_ops);
COMMENT ON TABLE title_word IS 'Words of titles of threads, to correct typing errors of searches.';
