ALTER TABLE picture ADD COLUMN perceptual_hash bigint;
COMMENT ON COLUMN picture.perceptual_hash IS
    'Of a picture of a listing: like pictures differ in few bits. Null when there is too little to see.';
