package com.beachdo.catalog.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Walks the chunks of a WebP from its start to its end. */
final class WebpHeader {
    private static final int RIFF = 0x46464952;
    private static final int WEBP = 0x50424557;
    private static final int LOSSY = 0x20385056;
    private static final int LOSSLESS = 0x4c385056;
    private static final int EXTENDED = 0x58385056;
    private static final int ALPHA = 0x48504c41;
    private static final int EXIF = 0x46495845;
    private static final int ANIMATION = 0x4d494e41;
    private static final int FRAME = 0x464d4e41;
    private static final int ANIMATION_FLAG = 2;
    private static final int EXIF_PREFIX = 0x66697845;

    private int canvasWidth;
    private int canvasHeight;
    private int width;
    private int height;
    private int orientation = Exif.UPRIGHT;
    private boolean animated;
    private boolean lossless;

    private WebpHeader() {}

    static boolean matches(ByteBuffer data) {
        ByteBuffer little = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return data.limit() > 12 && little.getInt(0) == RIFF && little.getInt(8) == WEBP;
    }

    static PictureHeader read(ByteBuffer data) throws BadPictureException {
        ByteBuffer little = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer chunks = little.slice(12, little.getInt(4) - 4).order(ByteOrder.LITTLE_ENDIAN);
        WebpHeader header = new WebpHeader();
        while (chunks.hasRemaining()) {
            int type = chunks.getInt();
            int length = chunks.getInt();
            header.take(type, chunks.slice(chunks.position(), length).order(ByteOrder.LITTLE_ENDIAN));
            // the padding of the last chunk is often forgotten
            chunks.position(Math.min(chunks.position() + length + (length & 1), chunks.limit()));
        }
        return header.toHeader();
    }

    private void take(int type, ByteBuffer chunk) throws BadPictureException {
        switch (type) {
            case EXTENDED -> {
                animated |= (chunk.get(0) & ANIMATION_FLAG) != 0;
                canvasWidth = 1 + (chunk.getInt(3) >>> 8);
                canvasHeight = 1 + (chunk.getInt(6) >>> 8);
            }
            case LOSSY -> setSize(chunk.getShort(6) & 0x3fff, chunk.getShort(8) & 0x3fff);
            case LOSSLESS -> {
                lossless = true;
                int sizes = chunk.getInt(1);
                setSize(1 + (sizes & 0x3fff), 1 + (sizes >>> 14 & 0x3fff));
            }
            case ALPHA -> lossless = true;
            case ANIMATION, FRAME -> animated = true;
            case EXIF -> orientation = Exif.orientation(withoutPrefix(chunk));
            default -> {}
        }
    }

    private void setSize(int width, int height) throws BadPictureException {
        if (this.width != 0) {
            throw new BadPictureException(PictureFailure.NOT_AN_IMAGE);
        }
        this.width = width;
        this.height = height;
    }

    /** Some writers put the prefix of JPEG's EXIF segments here too. */
    private static ByteBuffer withoutPrefix(ByteBuffer exif) {
        return exif.limit() > 6 && exif.getInt(0) == EXIF_PREFIX ? exif.slice(6, exif.limit() - 6) : exif;
    }

    private PictureHeader toHeader() throws BadPictureException {
        boolean another = canvasWidth != 0 && (canvasWidth != width || canvasHeight != height);
        if (!animated && (width == 0 || height == 0 || another)) {
            throw new BadPictureException(PictureFailure.NOT_AN_IMAGE);
        }
        return new PictureHeader(
                PictureFormat.WEBP,
                Math.max(width, canvasWidth),
                Math.max(height, canvasHeight),
                orientation,
                animated,
                lossless);
    }
}
