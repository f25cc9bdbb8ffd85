-- loads the library whose parameter is set below
DO $$ BEGIN PERFORM show_limit(); END $$;

-- The likest known words for a word, itself among them when it is known.
CREATE FUNCTION similar_words(query text) RETURNS SETOF text
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 20
    SET pg_trgm.similarity_threshold = 0.2
BEGIN ATOMIC
    SELECT w.word FROM title_word w WHERE w.word % query ORDER BY similarity(w.word, query) DESC, w.word LIMIT 20;
END;
