CREATE TABLE daily_figure (
    day date NOT NULL,
    figure text NOT NULL,
    total bigint NOT NULL,
    CONSTRAINT daily_figure_day_figure_pkey PRIMARY KEY (day, figure),
    CONSTRAINT daily_figure_figure_check CHECK (char_length(figure) <= 60),
    CONSTRAINT daily_figure_total_check CHECK (total > 0)
);
COMMENT ON TABLE daily_figure IS 'What other domains told of, counted by Indian day: registrations, chats, listings.<TRANSITION>.';
