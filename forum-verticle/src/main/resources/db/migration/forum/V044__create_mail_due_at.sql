CREATE FUNCTION mail_due_at(who uuid, what text) RETURNS timestamptz LANGUAGE sql STABLE AS
$$
    SELECT CASE mail
        WHEN 'INSTANT' THEN coalesce(quiet_until(who), now())
        WHEN 'DAILY' THEN (CASE WHEN here::time < time '09:00' THEN here::date ELSE here::date + 1 END + time '09:00')
            AT TIME ZONE 'Asia/Kolkata'
        END
    FROM (SELECT mail, now() AT TIME ZONE 'Asia/Kolkata' AS here FROM notification_setting
        WHERE user_id = who AND kind = what) own
$$;
COMMENT ON FUNCTION mail_due_at IS 'When somebody is to be mailed of something of a kind that happens now; null for never.';
