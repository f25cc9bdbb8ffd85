CREATE INDEX account_status_idx ON account (status, account_id) WHERE status <> 'ACTIVE';
