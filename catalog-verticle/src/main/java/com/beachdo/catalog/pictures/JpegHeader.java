package com.beachdo.catalog.pictures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Walks the markers of a JPEG from its start to its end. */
final class JpegHeader {
    /** Honest progressive pictures have about ten; each one more costs a pass over all pixels. */
    private static final int MAX_SCANS = 32;

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private int width;
    private int height;
    private int orientation = Exif.UPRIGHT;
    private int scans;

    private JpegHeader() {}

    static boolean matches(ByteBuffer data) {
        return data.limit() > 3 && data.getShort(0) == (short) 0xffd8 && data.get(2) == (byte) 0xff;
    }

    static PictureHeader read(ByteBuffer data) throws BadPictureException {
        JpegHeader header = new JpegHeader();
        data.position(2);
        int marker = nextMarker(data);
        while (marker != 0xd9) {
            header.take(marker, data);
            marker = nextMarker(data);
        }
        if (header.width == 0 || header.height == 0 || header.scans == 0) {
            throw new BadPictureException(PictureFailure.NOT_AN_IMAGE);
        }
        return new PictureHeader(PictureFormat.JPEG, header.width, header.height, header.orientation, false, false);
    }

    /** The next marker; what stands before it is entropy-coded data, padding or noise. */
    private static int nextMarker(ByteBuffer data) {
        while (true) {
            if (data.get() == (byte) 0xff) {
                int code = data.get() & 0xff;
                while (code == 0xff) {
                    code = data.get() & 0xff;
                }
                boolean escapedOrRestart = code == 0 || code == 1 || (code >= 0xd0 && code <= 0xd7);
                if (!escapedOrRestart) {
                    return code;
                }
            }
        }
    }

    private void take(int marker, ByteBuffer data) throws BadPictureException {
        int length = (data.getShort() & 0xffff) - 2;
        ByteBuffer segment = data.slice(data.position(), length);
        data.position(data.position() + length);
        switch (marker) {
            case 0xc0, 0xc1, 0xc2 -> takeFrame(segment);
            case 0xda -> takeScan();
            case 0xe1 -> takeExif(segment);
            // frames of other kinds: lossless, hierarchical, arithmetic
            case 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf, 0xd8 ->
                throw new BadPictureException(PictureFailure.NOT_AN_IMAGE);
            default -> {}
        }
    }

    private void takeFrame(ByteBuffer segment) throws BadPictureException {
        if (width != 0) {
            throw new BadPictureException(PictureFailure.NOT_AN_IMAGE);
        }
        height = segment.getShort(1) & 0xffff;
        width = segment.getShort(3) & 0xffff;
    }

    private void takeScan() throws BadPictureException {
        scans++;
        if (scans > MAX_SCANS) {
            throw new BadPictureException(PictureFailure.TOO_COMPLEX);
        }
    }

    private void takeExif(ByteBuffer segment) {
        if (segment.limit() > EXIF.length
                && segment.slice(0, EXIF.length).equals(ByteBuffer.wrap(EXIF))
                && orientation == Exif.UPRIGHT) {
            orientation = Exif.orientation(segment.slice(EXIF.length, segment.limit() - EXIF.length));
        }
    }
}
