package com.beachdo.catalog.pictures;

import java.nio.ByteBuffer;

/** Walks the chunks of a PNG from its start to its end. */
final class PngHeader {
    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int EXIF = 0x65584966;
    private static final int ANIMATION = 0x6163544c;
    private static final int CRC_BYTES = 4;

    private PngHeader() {}

    static boolean matches(ByteBuffer data) {
        return data.limit() > 8 && data.getLong(0) == SIGNATURE;
    }

    static PictureHeader read(ByteBuffer data) throws BadPictureException {
        data.position(8);
        ByteBuffer first = data.slice(16, 8);
        if (data.getInt(8) != 13 || data.getInt(12) != IHDR) {
            throw new BadPictureException(PictureFailure.NOT_AN_IMAGE);
        }
        int orientation = Exif.UPRIGHT;
        boolean animated = false;
        boolean pixels = false;
        int type = IHDR;
        while (type != IEND) {
            int length = data.getInt();
            type = data.getInt();
            ByteBuffer chunk = data.slice(data.position(), length);
            data.position(data.position() + length + CRC_BYTES);
            pixels |= type == IDAT;
            animated |= type == ANIMATION;
            orientation = type == EXIF ? Exif.orientation(chunk) : orientation;
        }
        int width = first.getInt();
        int height = first.getInt();
        if (!pixels || width <= 0 || height <= 0) {
            throw new BadPictureException(PictureFailure.NOT_AN_IMAGE);
        }
        return new PictureHeader(PictureFormat.PNG, width, height, orientation, animated, false);
    }
}
