package com.beachdo.catalog.pictures;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What the container of a picture says, read without decoding anything.
 *
 * @param orientation of EXIF, 1 to 8: how the pixels must be turned to stand upright
 * @param lossless WebP whose decoding needs room for every pixel at once
 */
record PictureHeader(PictureFormat format, int width, int height, int orientation, boolean animated, boolean lossless) {
    static final int MAX_SIDE = 12_000;
    static final int MIN_SIDE = 64;
    static final long MAX_PIXELS = 40_000_000;
    /** Its decoder is slow. */
    static final long MAX_WEBP_PIXELS = 16_000_000;

    /** The header of a whole, well-formed picture within the limits. */
    static PictureHeader read(byte[] data) throws BadPictureException {
        PictureHeader header = parse(ByteBuffer.wrap(data));
        header.requireAcceptable();
        return header;
    }

    private static PictureHeader parse(ByteBuffer data) throws BadPictureException {
        try {
            if (JpegHeader.matches(data)) {
                return JpegHeader.read(data);
            }
            if (PngHeader.matches(data)) {
                return PngHeader.read(data);
            }
            if (WebpHeader.matches(data)) {
                return WebpHeader.read(data);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException truncated) {
            throw new BadPictureException(PictureFailure.NOT_AN_IMAGE);
        }
        throw new BadPictureException(PictureFailure.NOT_AN_IMAGE);
    }

    private void requireAcceptable() throws BadPictureException {
        if (animated) {
            throw new BadPictureException(PictureFailure.ANIMATED);
        }
        long mostPixels = format == PictureFormat.WEBP ? MAX_WEBP_PIXELS : MAX_PIXELS;
        if (width > MAX_SIDE || height > MAX_SIDE || pixels() > mostPixels) {
            throw new BadPictureException(PictureFailure.TOO_MANY_PIXELS);
        }
        if (width < MIN_SIDE || height < MIN_SIDE) {
            throw new BadPictureException(PictureFailure.TOO_SMALL);
        }
    }

    long pixels() {
        return (long) width * height;
    }
}
