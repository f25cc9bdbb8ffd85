CREATE TABLE notification_setting (
    user_id uuid NOT NULL,
    kind text NOT NULL,
    in_app boolean NOT NULL,
    mail text NOT NULL,
    CONSTRAINT notification_setting_user_id_kind_pkey PRIMARY KEY (user_id, kind),
    CONSTRAINT notification_setting_mail_check CHECK (mail IN ('OFF', 'INSTANT', 'DAILY'))
);
COMMENT ON TABLE notification_setting IS 'Personal data: how somebody wants to be told of a kind; without a row in the inbox only.';
