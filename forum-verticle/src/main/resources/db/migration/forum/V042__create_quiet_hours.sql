CREATE TABLE quiet_hours (
    user_id uuid NOT NULL,
    begins time NOT NULL,
    ends time NOT NULL,
    zone text NOT NULL,
    CONSTRAINT quiet_hours_user_id_pkey PRIMARY KEY (user_id),
    CONSTRAINT quiet_hours_begins_ends_check CHECK (begins <> ends)
);
COMMENT ON TABLE quiet_hours IS 'Personal data: when somebody wants no mails and nothing live; over midnight when begins is after ends.';
