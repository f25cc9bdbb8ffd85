CREATE INDEX account_name_trgm_idx ON account USING gin (name gin_trgm_ops);
CREATE INDEX account_email_prefix_idx ON account (email text_pattern_ops);
CREATE INDEX account_phone_prefix_idx ON account (phone text_pattern_ops);
