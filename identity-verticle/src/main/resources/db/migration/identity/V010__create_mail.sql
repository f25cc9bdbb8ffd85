CREATE TABLE mail (
    mail_id uuid NOT NULL,
    account_id uuid NOT NULL,
    email text NOT NULL,
    kind text NOT NULL,
    link_id uuid,
    detail text NOT NULL,
    due_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    CONSTRAINT mail_mail_id_pkey PRIMARY KEY (mail_id),
    CONSTRAINT mail_account_id_fkey FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE
);
CREATE INDEX mail_due_at_idx ON mail (due_at);
CREATE INDEX mail_account_id_idx ON mail (account_id);
CREATE INDEX mail_link_id_idx ON mail (link_id) WHERE link_id IS NOT NULL;
COMMENT ON TABLE mail IS 'Mails to send; a row goes when its mail has gone.';
COMMENT ON COLUMN mail.link_id IS 'What the link of the mail stands for; its token is made of the id and a server key.';
INSERT INTO mail (mail_id, account_id, email, kind, link_id, detail, due_at, expires_at, tries)
SELECT gen_random_uuid(), account_id, email, 'VERIFY_EMAIL', verification_id, '', due_at, expires_at, tries
FROM verification_mail JOIN verification USING (verification_id);
DROP TABLE verification_mail;
