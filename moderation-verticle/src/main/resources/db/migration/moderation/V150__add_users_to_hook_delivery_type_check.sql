ALTER TABLE hook_delivery
    DROP CONSTRAINT hook_delivery_type_check,
    ADD CONSTRAINT hook_delivery_type_check
        CHECK (type IN ('decision.made', 'decision.overturned', 'user.created', 'user.deleted'));
