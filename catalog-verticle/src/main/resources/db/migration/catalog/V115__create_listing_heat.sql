CREATE TABLE listing_heat (
    listing_id uuid NOT NULL,
    heat double precision NOT NULL,
    CONSTRAINT listing_heat_listing_id_pkey PRIMARY KEY (listing_id),
    CONSTRAINT listing_heat_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing ON DELETE CASCADE
);
CREATE INDEX listing_heat_heat_idx ON listing_heat (heat DESC, listing_id);
COMMENT ON TABLE listing_heat IS 'What draws attention. Only the order of heat means something.';
COMMENT ON COLUMN listing_heat.heat IS
    'Logarithm of a sum of weights, each doubled for every two days it is later: it halves against what comes later, and no row is touched to let it cool.';

CREATE FUNCTION heat(weight double precision) RETURNS double precision
    LANGUAGE sql STABLE PARALLEL SAFE
RETURN ln(weight) + extract(epoch FROM now())::double precision / 172800 * ln(2::double precision);

CREATE FUNCTION add_heat(one double precision, other double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN greatest(one, other) + ln(1 + exp(-abs(one - other)));
