ALTER TABLE account DROP CONSTRAINT account_roles_check;
ALTER TABLE account ADD CONSTRAINT account_roles_check
    CHECK ('BUYER' = ANY (roles) AND roles <@ ARRAY['BUYER', 'SELLER', 'MODERATOR', 'ADMIN', 'INTEGRATOR']);
