CREATE INDEX picture_owner_id_unsent_until_idx ON picture (owner_id, unsent_until) WHERE owner_id IS NOT NULL;
CREATE INDEX picture_unsent_until_idx ON picture (unsent_until) WHERE unsent_until IS NOT NULL;
