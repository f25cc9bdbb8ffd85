CREATE TABLE city (
    name text NOT NULL,
    state text NOT NULL,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    aliases text[] NOT NULL,
    CONSTRAINT city_name_pkey PRIMARY KEY (name),
    CONSTRAINT city_lat_lon_check CHECK (lat BETWEEN 6 AND 38 AND lon BETWEEN 68 AND 98)
);
COMMENT ON TABLE city IS 'Places where things are sold; filled from cities.csv at start.';
