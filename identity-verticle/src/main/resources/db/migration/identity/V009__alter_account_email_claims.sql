-- Only a verified e-mail address belongs to one account: anybody may claim one that is not theirs.
ALTER TABLE account DROP CONSTRAINT account_email_key;
CREATE UNIQUE INDEX account_email_key ON account (email) WHERE email_verified;
ALTER TABLE account ADD COLUMN login_tag bytea;
ALTER TABLE account ADD CONSTRAINT account_login_tag_check
    CHECK (login_tag IS NULL OR length(login_tag) = 4 AND NOT email_verified);
CREATE INDEX account_email_claim_idx ON account (email, login_tag) WHERE NOT email_verified;
COMMENT ON COLUMN account.login_tag IS
    'Tells accounts that claim the same address apart at sign-in: 32 bits of a keyed hash of address and password.';
