ALTER TABLE member ADD COLUMN muted boolean NOT NULL DEFAULT false;
