package com.beachdo.catalog.pictures;

import io.vertx.core.buffer.Buffer;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A picture as it may be published: JPEGs of every size without any metadata, and a placeholder.
 *
 * @param source what it was made from
 * @param perceptualHash null when there is too little to see
 */
record Renditions(PictureFormat source, Map<Rendition, Buffer> jpegs, String blurhash, @Nullable Long perceptualHash) {
    /** Checks an uploaded picture and makes it anew. Blocks. */
    static Renditions of(byte[] data, @Nullable PictureFormat announced) throws BadPictureException {
        PictureHeader header = PictureHeader.read(data);
        if (announced != null && announced != header.format()) {
            throw new BadPictureException(PictureFailure.TYPE_MISMATCH);
        }
        Pixels large = Shrinker.fit(PictureDecoder.decode(data, header), Rendition.LARGE.longestSide())
                .upright(header.orientation());
        Pixels medium = Shrinker.fit(large, Rendition.MEDIUM.longestSide());
        Pixels thumb = Shrinker.fit(medium, Rendition.THUMB.longestSide());
        Map<Rendition, Buffer> jpegs = new EnumMap<>(Rendition.class);
        jpegs.put(Rendition.LARGE, Buffer.buffer(JpegEncoder.encode(large)));
        jpegs.put(Rendition.MEDIUM, Buffer.buffer(JpegEncoder.encode(medium)));
        jpegs.put(Rendition.THUMB, Buffer.buffer(JpegEncoder.encode(thumb)));
        return new Renditions(header.format(), jpegs, Blurhash.of(thumb), PerceptualHash.of(thumb));
    }
}
