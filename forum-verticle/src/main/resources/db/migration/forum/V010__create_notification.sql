CREATE TABLE notification (
    notification_id uuid NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    matter uuid NOT NULL,
    title text NOT NULL,
    note text NOT NULL,
    count integer NOT NULL DEFAULT 1,
    thread_id uuid,
    comment_id uuid,
    listing_id uuid,
    noticed_at timestamptz NOT NULL DEFAULT now(),
    read_at timestamptz,
    CONSTRAINT notification_notification_id_pkey PRIMARY KEY (notification_id),
    CONSTRAINT notification_kind_check CHECK (kind IN ('REPLY', 'COMMENT', 'LISTING_APPROVED', 'LISTING_REJECTED',
        'LISTING_CHANGES_REQUESTED', 'LISTING_REMOVED', 'LISTING_RESTORED', 'POST_REMOVED')),
    CONSTRAINT notification_count_check CHECK (count >= 1)
);
CREATE UNIQUE INDEX notification_user_id_kind_matter_key ON notification (user_id, kind, matter) WHERE read_at IS NULL;
CREATE INDEX notification_user_id_noticed_at_idx ON notification (user_id, noticed_at DESC, notification_id DESC);
COMMENT ON COLUMN notification.matter IS 'What it is about: unread ones about one matter are one, which counts.';
