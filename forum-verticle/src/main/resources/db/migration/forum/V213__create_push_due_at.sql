CREATE FUNCTION push_due_at(who uuid, what text) RETURNS timestamptz LANGUAGE sql STABLE AS
$$
    SELECT CASE what WHEN 'UNREAD_MESSAGES' THEN quiet_until(who) ELSE coalesce(quiet_until(who), now()) END
    WHERE EXISTS (SELECT FROM push_device WHERE user_id = who)
        AND NOT EXISTS (SELECT FROM notification_setting WHERE user_id = who AND kind = what AND NOT push)
$$;
COMMENT ON FUNCTION push_due_at IS
    'When somebody is to be pushed something of a kind that happens now; null for never. Messages are pushed as they come, so their digest is only where quiet hours kept them back.';
