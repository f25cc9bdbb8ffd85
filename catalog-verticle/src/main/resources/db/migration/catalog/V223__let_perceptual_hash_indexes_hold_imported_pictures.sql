-- pictures of messages have no hash
DROP INDEX picture_perceptual_hash_1_idx, picture_perceptual_hash_2_idx, picture_perceptual_hash_3_idx,
    picture_perceptual_hash_4_idx;
CREATE INDEX picture_perceptual_hash_1_idx ON picture ((perceptual_hash & 65535), created_at)
    WHERE perceptual_hash IS NOT NULL;
CREATE INDEX picture_perceptual_hash_2_idx ON picture ((perceptual_hash >> 16 & 65535), created_at)
    WHERE perceptual_hash IS NOT NULL;
CREATE INDEX picture_perceptual_hash_3_idx ON picture ((perceptual_hash >> 32 & 65535), created_at)
    WHERE perceptual_hash IS NOT NULL;
CREATE INDEX picture_perceptual_hash_4_idx ON picture ((perceptual_hash >> 48 & 65535), created_at)
    WHERE perceptual_hash IS NOT NULL;
