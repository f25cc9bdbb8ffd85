CREATE INDEX title_word_word_prefix_idx ON title_word (word text_pattern_ops);
