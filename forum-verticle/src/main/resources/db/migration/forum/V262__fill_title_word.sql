INSERT INTO title_word (word)
SELECT DISTINCT word FROM thread, regexp_split_to_table(lower(title), '[[:space:][:punct:]]+') word
WHERE deleted_at IS NULL AND char_length(word) BETWEEN 3 AND 30 AND word !~ '[0-9]';
