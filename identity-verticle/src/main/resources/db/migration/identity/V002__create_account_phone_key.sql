-- Only a verified phone belongs to one account: anybody may claim a phone that is not theirs.
CREATE UNIQUE INDEX account_phone_key ON account (phone) WHERE phone_verified;
