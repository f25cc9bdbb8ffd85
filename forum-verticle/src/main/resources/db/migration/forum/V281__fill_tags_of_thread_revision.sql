UPDATE thread_revision r SET tags = t.tags FROM thread t WHERE t.thread_id = r.thread_id AND t.tags <> '{}';
