-- IS NULL is no equality to the planner: along the index of parents the first level would be sorted
CREATE INDEX comment_thread_id_top_level_idx ON comment (thread_id, created_at, comment_id) WHERE parent_id IS NULL;
