CREATE TABLE account (
    account_id uuid NOT NULL,
    name text NOT NULL,
    email text,
    email_verified boolean NOT NULL DEFAULT false,
    phone text,
    phone_verified boolean NOT NULL DEFAULT false,
    password_hash text,
    roles text[] NOT NULL,
    status text NOT NULL DEFAULT 'ACTIVE',
    verified boolean NOT NULL DEFAULT false,
    seller_terms_accepted_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT account_account_id_pkey PRIMARY KEY (account_id),
    CONSTRAINT account_email_key UNIQUE (email),
    CONSTRAINT account_name_check CHECK (length(name) BETWEEN 1 AND 80),
    CONSTRAINT account_email_check CHECK (email = lower(email) AND length(email) <= 254),
    CONSTRAINT account_phone_check CHECK (phone ~ '^\+[1-9][0-9]{7,14}$'),
    CONSTRAINT account_roles_check
        CHECK ('BUYER' = ANY (roles) AND roles <@ ARRAY['BUYER', 'SELLER', 'MODERATOR', 'ADMIN']),
    CONSTRAINT account_status_check CHECK (status IN ('ACTIVE', 'SUSPENDED', 'BANNED', 'DELETED'))
);
COMMENT ON COLUMN account.verified IS 'Identity proven through KYC.';
COMMENT ON COLUMN account.password_hash IS 'bcrypt of a keyed hash; null for accounts that sign in by phone only.';
