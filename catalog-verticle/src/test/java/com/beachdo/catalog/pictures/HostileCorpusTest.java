package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One of each kind of upload that means harm: refused, or made anew without what it hid, within bounds of memory. */
class HostileCorpusTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MOST_ALLOCATED = 192L << 20;
    private static final byte[] SCRIPT = ascii("<script>alert('hidden')</script>");
    private static final byte[] SVG =
            ascii("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>");

    /** @param failure null for what is made anew */
    private record Upload(String kind, byte[] data, @Nullable PictureFailure failure) {
        @Override
        public String toString() {
            return kind;
        }
    }

    private static Upload refused(String kind, byte[] data, PictureFailure failure) {
        return new Upload(kind, data, failure);
    }

    private static Upload cleaned(String kind, byte[] data) {
        return new Upload(kind, data, null);
    }

    static Stream<Object> uploads() {
        return Stream.of(
                refused("nothing", new byte[0], PictureFailure.NOT_AN_IMAGE),
                refused("one byte", new byte[] {(byte) 0xff}, PictureFailure.NOT_AN_IMAGE),
                refused("100 MB with a good beginning", padded(Samples.jpeg(64, 64), 20), PictureFailure.NOT_AN_IMAGE),
                refused("SVG", SVG, PictureFailure.NOT_AN_IMAGE),
                refused("packed SVG", gzipped(SVG), PictureFailure.NOT_AN_IMAGE),
                refused("HTML", SCRIPT, PictureFailure.NOT_AN_IMAGE),
                refused("PDF", ascii("%PDF-1.4\n%%EOF"), PictureFailure.NOT_AN_IMAGE),
                refused("BMP", Samples.written(Samples.quarters(100, 80), "bmp"), PictureFailure.NOT_AN_IMAGE),
                refused("GIF", Samples.written(Samples.quarters(100, 80), "gif"), PictureFailure.NOT_AN_IMAGE),
                refused("GIF that is a script", ascii("GIF89a/*.*/=1;alert(1)"), PictureFailure.NOT_AN_IMAGE),
                refused("half a JPEG", half(Samples.jpeg(400, 300)), PictureFailure.NOT_AN_IMAGE),
                refused("half a PNG", half(Samples.png(400, 300)), PictureFailure.NOT_AN_IMAGE),
                refused("half a WebP", half(Samples.resource("tall.webp")), PictureFailure.NOT_AN_IMAGE),
                refused("900 megapixels", Samples.emptyPng(30_000, 30_000), PictureFailure.TOO_MANY_PIXELS),
                refused("a line of twenty thousand", Samples.emptyPng(20_000, 64), PictureFailure.TOO_MANY_PIXELS),
                refused(
                        "moving PNG",
                        Samples.withChunk(Samples.png(100, 100), "acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0}),
                        PictureFailure.ANIMATED),
                refused("script before a JPEG", joined(SCRIPT, Samples.jpeg(100, 100)), PictureFailure.NOT_AN_IMAGE),
                cleaned("script behind a JPEG", joined(Samples.jpeg(100, 100), SCRIPT)),
                cleaned("archive behind a PNG", joined(Samples.png(100, 100), ascii("PK\3\4hidden.sh"))),
                cleaned("script in a comment", Samples.withSegment(Samples.jpeg(100, 100), 0xfe, SCRIPT)),
                cleaned(
                        "script in a text of PNG",
                        Samples.withChunk(Samples.png(100, 100), "tEXt", joined(ascii("a\0"), SCRIPT))),
                cleaned("where it was taken", Samples.withExif(Samples.jpeg(100, 100), 1, ByteOrder.BIG_ENDIAN)),
                cleaned("100 MB packed as a text", Samples.withChunk(Samples.png(100, 100), "zTXt", packed("a\0\0"))));
    }

    @ParameterizedTest
    @MethodSource("uploads")
    void doesNoHarm(Upload upload) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        PictureFailure failure = null;
        try {
            Renditions made = Renditions.of(upload.data(), null);
            assertThat(made.jpegs().values())
                    .allSatisfy(jpeg -> assertThat(jpeg.toString(StandardCharsets.ISO_8859_1.name()))
                            .doesNotContain("script", "hidden", "Exif", "PK\3\4"));
            assertThat(Set.copyOf(made.jpegs().keySet())).containsExactlyInAnyOrder(Rendition.values());
        } catch (BadPictureException refused) {
            failure = refused.failure();
        }
        assertThat(failure).isEqualTo(upload.failure());
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
    }

    /** So many bytes of it, and then nothing for a hundred million. */
    private static byte[] padded(byte[] picture, int kept) {
        return Arrays.copyOf(Arrays.copyOf(picture, kept), 100_000_000);
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] gzipped(byte[] data) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream output = new GZIPOutputStream(packed)) {
            output.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] packed(String head) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(ascii(head));
        try (DeflaterOutputStream output = new DeflaterOutputStream(packed)) {
            byte[] nothing = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                output.write(nothing);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
