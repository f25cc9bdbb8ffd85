CREATE INDEX account_admin_idx ON account (account_id) WHERE 'ADMIN' = ANY (roles);
CREATE INDEX account_moderator_idx ON account (account_id) WHERE 'MODERATOR' = ANY (roles);
CREATE INDEX account_seller_idx ON account (account_id) WHERE 'SELLER' = ANY (roles);
