CREATE INDEX comment_search_idx ON comment USING gin (search) WHERE deleted_at IS NULL;
