INSERT INTO legal_clock (jurisdiction, ground, acknowledge, dispose, source) VALUES
    ('IN', 'GRIEVANCE', interval '24 hours', interval '7 days',
        'IT Rules 2021, rule 3(2)(a): acknowledge within 24 hours; dispose within 7 days as amended by G.S.R. 120(E) of '
        || '10 February 2026, in force 20 February 2026. From secondary sources: read the Gazette before relying on it.');
