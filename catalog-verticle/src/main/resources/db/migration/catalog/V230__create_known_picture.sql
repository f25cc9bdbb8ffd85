CREATE TABLE known_picture (
    known_picture_id uuid NOT NULL,
    perceptual_hash bigint NOT NULL,
    image_id uuid NOT NULL,
    ground text NOT NULL,
    note text NOT NULL,
    added_by uuid NOT NULL,
    added_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT known_picture_known_picture_id_pkey PRIMARY KEY (known_picture_id),
    CONSTRAINT known_picture_perceptual_hash_key UNIQUE (perceptual_hash),
    CONSTRAINT known_picture_ground_check CHECK (ground IN
        ('SPAM', 'FRAUD', 'PROHIBITED_ITEM', 'OFFENSIVE', 'HARASSMENT', 'DUPLICATE', 'WRONG_CATEGORY', 'OTHER')),
    CONSTRAINT known_picture_note_check CHECK (char_length(note) BETWEEN 3 AND 500)
);
CREATE INDEX known_picture_added_at_idx ON known_picture (added_at, known_picture_id);
COMMENT ON TABLE known_picture IS
    'What pictures look like that staff knows to be bad. The picture itself may be gone; at most 10,000, read whole for each new one.';
