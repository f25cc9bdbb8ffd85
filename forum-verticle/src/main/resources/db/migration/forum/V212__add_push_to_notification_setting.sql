ALTER TABLE notification_setting ADD COLUMN push boolean NOT NULL DEFAULT true;
