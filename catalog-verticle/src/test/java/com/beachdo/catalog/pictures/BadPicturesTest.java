package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BadPicturesTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void hugePicturesAreRefusedWithoutDecodingThem() {
        byte[] bomb = Samples.emptyPng(30_000, 30_000);
        long before = THREADS.getCurrentThreadAllocatedBytes();

        assertThat(failure(bomb)).isEqualTo(PictureFailure.TOO_MANY_PIXELS);

        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }

    @Test
    void fortyMegapixelsAndTwelveThousandAcrossAreTheLimit() {
        assertThat(failure(Samples.emptyPng(8_000, 5_001))).isEqualTo(PictureFailure.TOO_MANY_PIXELS);
        assertThat(failure(Samples.emptyPng(12_001, 100))).isEqualTo(PictureFailure.TOO_MANY_PIXELS);
        assertThat(failure(Samples.emptyPng(0xffff_fff0, 100))).isEqualTo(PictureFailure.NOT_AN_IMAGE);
        assertThat(failure(Samples.webp(
                        Samples.riffChunk("VP8X", Samples.extended(0, 4_100, 4_000)),
                        Samples.riffChunk("VP8L", lossless(4_100, 4_000)))))
                .isEqualTo(PictureFailure.TOO_MANY_PIXELS);
    }

    @Test
    void picturesBelow64PixelsAreTooSmall() {
        assertThat(failure(Samples.png(1, 1))).isEqualTo(PictureFailure.TOO_SMALL);
        assertThat(failure(Samples.jpeg(200, 63))).isEqualTo(PictureFailure.TOO_SMALL);
        assertThat(failure(Samples.jpeg(64, 64))).isNull();
    }

    @Test
    void picturesOfAnotherTypeThanAnnouncedAreRefused() {
        assertThat(failure(Samples.png(100, 100), PictureFormat.JPEG)).isEqualTo(PictureFailure.TYPE_MISMATCH);
        assertThat(failure(Samples.jpeg(100, 100), PictureFormat.WEBP)).isEqualTo(PictureFailure.TYPE_MISMATCH);
    }

    @Test
    void picturesCutOffAnywhereAreRefused() {
        for (byte[] whole : new byte[][] {
            Samples.jpeg(300, 200),
            Samples.progressiveJpeg(300, 200),
            Samples.png(300, 200),
            Samples.resource("tall.webp"),
            Samples.resource("lossless-alpha.webp"),
            Samples.resource("lossy-alpha.webp")
        }) {
            assertThat(failure(whole)).isNull();
            for (int length = 0; length < whole.length - 1; length += 1 + whole.length / 97) {
                assertThat(failure(Arrays.copyOf(whole, length)))
                        .as("%d bytes of %d", length, whole.length)
                        .isEqualTo(PictureFailure.NOT_AN_IMAGE);
            }
        }
    }

    @Test
    void damagedPicturesAreRefusedOrReadButNeverBreakAnything() {
        for (byte[] whole : new byte[][] {
            Samples.jpeg(100, 80),
            Samples.png(100, 80),
            Samples.resource("lossy-alpha.webp"),
            Samples.resource("lossless-alpha.webp")
        }) {
            for (int at = 0; at < whole.length; at += 1 + whole.length / 151) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) 0xa5;
                Throwable thrown = catchThrowable(() -> Renditions.of(damaged, null));
                assertThat(thrown).satisfiesAnyOf(nothing -> assertThat(nothing).isNull(), bad -> assertThat(bad)
                        .isInstanceOf(BadPictureException.class));
            }
        }
    }

    @Test
    void textInTheClothesOfAPictureIsRefused() {
        byte[] html = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.US_ASCII);
        byte[] jpegMagic = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};
        byte[] svg = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"
                .getBytes(StandardCharsets.US_ASCII);

        assertThat(failure(joined(jpegMagic, html))).isEqualTo(PictureFailure.NOT_AN_IMAGE);
        assertThat(failure(joined(Arrays.copyOf(Samples.png(64, 64), 33), html)))
                .isEqualTo(PictureFailure.NOT_AN_IMAGE);
        assertThat(failure(svg, PictureFormat.JPEG)).isEqualTo(PictureFailure.NOT_AN_IMAGE);
        assertThat(failure(new byte[0])).isEqualTo(PictureFailure.NOT_AN_IMAGE);
        assertThat(failure("RIFF\4\0\0\0WEBP".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(PictureFailure.NOT_AN_IMAGE);
    }

    @Test
    void whatHidesBehindAPictureIsLeftOut() throws Exception {
        byte[] html = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);

        Renditions renditions = Renditions.of(joined(Samples.jpeg(100, 100), html), PictureFormat.JPEG);

        assertThat(renditions.jpegs().values())
                .allSatisfy(jpeg -> assertThat(jpeg.toString(StandardCharsets.ISO_8859_1.name()))
                        .doesNotContain("script"));
    }

    @Test
    void movingPicturesAreRefused() throws Exception {
        byte[] still = Samples.resource("lossless-alpha.webp");
        byte[] frame = joined(new byte[16], Arrays.copyOfRange(still, 12, still.length));
        byte[] webp = Samples.webp(
                Samples.riffChunk("VP8X", Samples.extended(2, 96, 80)),
                Samples.riffChunk("ANIM", new byte[6]),
                Samples.riffChunk("ANMF", frame),
                Samples.riffChunk("ANMF", frame));

        assertThat(failure(webp)).isEqualTo(PictureFailure.ANIMATED);
        assertThat(failure(Samples.withChunk(Samples.png(100, 100), "acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0})))
                .isEqualTo(PictureFailure.ANIMATED);
        assertThat(failure(animatedGif(), PictureFormat.PNG)).isEqualTo(PictureFailure.NOT_AN_IMAGE);
    }

    @Test
    void endlessProgressiveScansAreRefused() {
        byte[] jpeg = Samples.progressiveJpeg(100, 100);
        int lastScan = 0;
        for (int at = 0; at + 1 < jpeg.length; at++) {
            lastScan = jpeg[at] == (byte) 0xff && jpeg[at + 1] == (byte) 0xda ? at : lastScan;
        }
        byte[] scan = Arrays.copyOfRange(jpeg, lastScan, jpeg.length - 2);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(Arrays.copyOf(jpeg, jpeg.length - 2));
        for (int i = 0; i < 1_000; i++) {
            bomb.writeBytes(scan);
        }
        bomb.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});

        assertThat(failure(bomb.toByteArray())).isEqualTo(PictureFailure.TOO_COMPLEX);
    }

    @Test
    void aCanvasCannotHideALargerPicture() {
        byte[] webp = Samples.webp(
                Samples.riffChunk("VP8X", Samples.extended(0, 100, 100)),
                Samples.riffChunk("VP8L", lossless(16_000, 16_000)));

        assertThat(failure(webp)).isEqualTo(PictureFailure.NOT_AN_IMAGE);
    }

    @Test
    void smallFilesCannotMakeTheDecoderFillTheMemory() {
        byte[] webp = Samples.webp(Samples.riffChunk("VP8L", manyCodes()));
        long before = THREADS.getCurrentThreadAllocatedBytes();

        assertThat(failure(webp)).isEqualTo(PictureFailure.TOO_COMPLEX);

        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(128 << 20);
    }

    /** A lossless WebP of 64 by 64 pixels which says that it uses 65,536 groups of five code tables. */
    private static byte[] manyCodes() {
        LittleBits bits = new LittleBits().put(0x2f, 8).put(63, 14).put(63, 14).put(0, 4);
        // no transform, no colour cache; groups are told apart by an image of 16 by 16 whose one colour is 0xffff
        bits.put(0, 1).put(0, 1).put(1, 1).put(0, 3).put(0, 1);
        for (int symbol : new int[] {255, 255, 0, 0, 0}) {
            bits.put(1, 1).put(0, 1).put(1, 1).put(symbol, 8);
        }
        for (int table = 0; table < 65_536 * 5; table++) {
            bits.put(1, 1).put(0, 1).put(0, 1).put(0, 1);
        }
        return bits.toBytes();
    }

    private static byte[] lossless(int width, int height) {
        return new LittleBits()
                .put(0x2f, 8)
                .put(width - 1, 14)
                .put(height - 1, 14)
                .put(0, 4)
                .toBytes();
    }

    private static byte[] animatedGif() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (int colour : new int[] {0xff0000, 0x00ff00}) {
                BufferedImage frame = Samples.plain(BufferedImage.TYPE_INT_RGB, 100, 100, colour);
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static @Nullable PictureFailure failure(byte[] data) {
        return failure(data, null);
    }

    private static @Nullable PictureFailure failure(byte[] data, @Nullable PictureFormat announced) {
        try {
            Renditions unused = Renditions.of(data, announced);
            return null;
        } catch (BadPictureException e) {
            return e.failure();
        }
    }
}
