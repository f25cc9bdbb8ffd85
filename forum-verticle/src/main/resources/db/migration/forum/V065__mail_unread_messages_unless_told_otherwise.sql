CREATE OR REPLACE FUNCTION mail_due_at(who uuid, what text) RETURNS timestamptz LANGUAGE sql STABLE AS
$$
    SELECT CASE mail
        WHEN 'INSTANT' THEN coalesce(quiet_until(who), now())
        WHEN 'DAILY' THEN (CASE WHEN here::time < time '09:00' THEN here::date ELSE here::date + 1 END + time '09:00')
            AT TIME ZONE 'Asia/Kolkata'
        END
    FROM (SELECT coalesce(
            (SELECT mail FROM notification_setting WHERE user_id = who AND kind = what),
            CASE what WHEN 'UNREAD_MESSAGES' THEN 'INSTANT' END) AS mail,
        now() AT TIME ZONE 'Asia/Kolkata' AS here) own
$$;
