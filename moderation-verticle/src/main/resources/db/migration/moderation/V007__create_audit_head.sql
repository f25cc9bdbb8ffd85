CREATE TABLE audit_head (
    one boolean NOT NULL DEFAULT true,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_head_one_pkey PRIMARY KEY (one),
    CONSTRAINT audit_head_one_check CHECK (one)
);
COMMENT ON TABLE audit_head IS 'The last entry of the audit; whoever appends locks it.';
INSERT INTO audit_head (seq, hash) VALUES (0, decode(repeat('00', 32), 'hex'));
