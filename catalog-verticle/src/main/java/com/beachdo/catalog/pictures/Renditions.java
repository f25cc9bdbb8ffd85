package com.beachdo.catalog.pictures;

import io.vertx.core.buffer.Buffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A picture as it may be published: of every size a JPEG, and perhaps a WebP, without any metadata, and a placeholder.
 *
 * @param source what it was made from
 * @param webps of every size, or none
 * @param perceptualHash null when there is too little to see
 */
record Renditions(
        PictureFormat source,
        Map<Rendition, Buffer> jpegs,
        Map<Rendition, Buffer> webps,
        String blurhash,
        @Nullable Long perceptualHash) {
    /** Checks an uploaded picture and makes it anew, with no WebP. Blocks. */
    static Renditions of(byte[] data, @Nullable PictureFormat announced) throws BadPictureException {
        return of(data, announced, false);
    }

    /** The same with WebP where the platform has it. */
    static Renditions withWebp(byte[] data, @Nullable PictureFormat announced) throws BadPictureException {
        return of(data, announced, WebpEncoder.isAvailable());
    }

    private static Renditions of(byte[] data, @Nullable PictureFormat announced, boolean webp)
            throws BadPictureException {
        PictureHeader header = PictureHeader.read(data);
        if (announced != null && announced != header.format()) {
            throw new BadPictureException(PictureFailure.TYPE_MISMATCH);
        }
        Pixels large = Shrinker.fit(PictureDecoder.decode(data, header), Rendition.LARGE.longestSide())
                .upright(header.orientation());
        Pixels medium = Shrinker.fit(large, Rendition.MEDIUM.longestSide());
        Pixels thumb = Shrinker.fit(medium, Rendition.THUMB.longestSide());
        Map<Rendition, Pixels> sizes = new EnumMap<>(Rendition.class);
        sizes.put(Rendition.LARGE, large);
        sizes.put(Rendition.MEDIUM, medium);
        sizes.put(Rendition.THUMB, thumb);
        return new Renditions(
                header.format(),
                encoded(sizes, JpegEncoder::encode),
                webp ? encoded(sizes, WebpEncoder::encode) : Map.of(),
                Blurhash.of(thumb),
                PerceptualHash.of(thumb));
    }

    private static Map<Rendition, Buffer> encoded(Map<Rendition, Pixels> sizes, Function<Pixels, byte[]> encoder) {
        Map<Rendition, Buffer> encoded = new EnumMap<>(Rendition.class);
        sizes.forEach((rendition, pixels) -> encoded.put(rendition, Buffer.buffer(encoder.apply(pixels))));
        return encoded;
    }
}
