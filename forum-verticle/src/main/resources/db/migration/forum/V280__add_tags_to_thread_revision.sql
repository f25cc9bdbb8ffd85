ALTER TABLE thread_revision ADD COLUMN tags text[] NOT NULL DEFAULT '{}';
