CREATE TABLE verification_mail (
    verification_id uuid NOT NULL,
    due_at timestamptz NOT NULL DEFAULT now(),
    tries integer NOT NULL DEFAULT 0,
    CONSTRAINT verification_mail_verification_id_pkey PRIMARY KEY (verification_id),
    CONSTRAINT verification_mail_verification_id_fkey
        FOREIGN KEY (verification_id) REFERENCES verification ON DELETE CASCADE
);
CREATE INDEX verification_mail_due_at_idx ON verification_mail (due_at);
COMMENT ON TABLE verification_mail IS 'Mails to send; a row goes when its mail has gone.';
