CREATE TABLE audit (
    seq bigint NOT NULL,
    at timestamptz NOT NULL,
    actor uuid NOT NULL,
    action text NOT NULL,
    target uuid NOT NULL,
    detail text,
    hash bytea NOT NULL,
    CONSTRAINT audit_seq_pkey PRIMARY KEY (seq),
    CONSTRAINT audit_seq_check CHECK (seq > 0),
    CONSTRAINT audit_hash_check CHECK (octet_length(hash) = 32)
);
COMMENT ON TABLE audit IS 'What staff did. hash = SHA-256 over the hash of the entry before and this entry.';
CREATE INDEX audit_actor_idx ON audit (actor, seq);
CREATE INDEX audit_target_idx ON audit (target, seq);
CREATE INDEX audit_at_idx ON audit (at);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
