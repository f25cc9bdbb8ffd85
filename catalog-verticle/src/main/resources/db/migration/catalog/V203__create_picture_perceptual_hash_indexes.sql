-- Of two hashes that differ in three bits at most, one quarter is the same.
CREATE INDEX picture_perceptual_hash_1_idx ON picture ((perceptual_hash & 65535), created_at)
    WHERE perceptual_hash IS NOT NULL AND listing_id IS NOT NULL;
CREATE INDEX picture_perceptual_hash_2_idx ON picture ((perceptual_hash >> 16 & 65535), created_at)
    WHERE perceptual_hash IS NOT NULL AND listing_id IS NOT NULL;
CREATE INDEX picture_perceptual_hash_3_idx ON picture ((perceptual_hash >> 32 & 65535), created_at)
    WHERE perceptual_hash IS NOT NULL AND listing_id IS NOT NULL;
CREATE INDEX picture_perceptual_hash_4_idx ON picture ((perceptual_hash >> 48 & 65535), created_at)
    WHERE perceptual_hash IS NOT NULL AND listing_id IS NOT NULL;
