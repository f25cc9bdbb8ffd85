CREATE FUNCTION quiet_until(who uuid) RETURNS timestamptz LANGUAGE sql STABLE AS
$$
    SELECT (CASE WHEN here::time < ends THEN here::date ELSE here::date + 1 END + ends) AT TIME ZONE zone
    FROM (SELECT begins, ends, zone, now() AT TIME ZONE zone AS here FROM quiet_hours WHERE user_id = who) own
    WHERE CASE WHEN begins < ends THEN here::time >= begins AND here::time < ends
        ELSE here::time >= begins OR here::time < ends END
$$;
COMMENT ON FUNCTION quiet_until IS 'When the quiet hours end that somebody is in now; null outside of them.';
