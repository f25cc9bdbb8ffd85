-- English stems, other scripts and numbers as they are, accents ignored
CREATE TEXT SEARCH CONFIGURATION listing_text (COPY = english);
ALTER TEXT SEARCH CONFIGURATION listing_text
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
