CREATE TABLE sms_budget (
    scope text NOT NULL,
    day date NOT NULL,
    sent integer NOT NULL DEFAULT 0,
    verified integer NOT NULL DEFAULT 0,
    CONSTRAINT sms_budget_scope_day_pkey PRIMARY KEY (scope, day),
    CONSTRAINT sms_budget_verified_check CHECK (verified >= 0 AND verified <= sent)
);
CREATE INDEX sms_budget_day_idx ON sms_budget (day);
COMMENT ON TABLE sms_budget IS 'Codes sent in a day (UTC): altogether, and by client, neighbourhood and prefix of numbers.';
ALTER TABLE otp_challenge ADD COLUMN verified_at timestamptz;
COMMENT ON COLUMN otp_challenge.verified_at IS 'When its code was given rightly; consumed_at is set for superseded ones too.';
