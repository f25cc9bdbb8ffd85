package com.beachdo.catalog.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the one thing of EXIF that matters to us. */
final class Exif {
    static final int UPRIGHT = 1;

    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;

    private Exif() {}

    /** 1 to 8; upright when it does not say, or is damaged: no reason to refuse a picture. */
    static int orientation(ByteBuffer tiff) {
        try {
            tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int at = directory + 2; entries > 0; at += 12, entries--) {
                if (tiff.getShort(at) == ORIENTATION && tiff.getShort(at + 2) == SHORT) {
                    int value = tiff.getShort(at + 8);
                    return value >= 1 && value <= 8 ? value : UPRIGHT;
                }
            }
        } catch (IndexOutOfBoundsException damaged) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }
}
