INSERT INTO trust_rule (level, min_age_hours, min_age_hours_verified, min_posts, min_likes, max_strikes, threads_a_day,
    comments_a_day, posts_a_minute, same_an_hour, links, mentions, hold) VALUES
    (1, 0, 0, 0, 0, 100, 20, 100, 10, 5, 3, 3, '{PHONE,UPI_ID,SHORT_LINK,ADVANCE_PAYMENT,REPEATED}'),
    (2, 24, 0, 0, 0, 2, 100, 500, 30, 20, 20, 10, '{SHORT_LINK,REPEATED}'),
    (3, 168, 24, 10, 3, 1, 200, 1000, 60, 20, 50, 10, '{REPEATED}'),
    (4, 720, 336, 50, 30, 0, 500, 2000, 60, 20, 100, 10, '{}');
