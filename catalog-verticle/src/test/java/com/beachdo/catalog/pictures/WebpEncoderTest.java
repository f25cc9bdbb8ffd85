package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.luciad.imageio.webp.WebPWriteParam;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebpEncoderTest {
    /** Where this runs with another libc, or another processor, there is none, and nothing else here is tried. */
    private static boolean isExpected() {
        return Set.of("amd64", "x86_64").contains(System.getProperty("os.arch").toLowerCase(Locale.ROOT))
                && !System.getProperty("java.vm.vendor", "").contains("musl");
    }

    @Test
    void isThereWhereItsLibraryHasABinary() {
        assertThat(WebpEncoder.isAvailable()).isEqualTo(isExpected());
    }

    /** As in the image: /tmp may forbid to execute. Here nothing can be unpacked at all. */
    @Test
    void isThereWhereItsBinaryLiesUnpackedAlready(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(WebpEncoder.isAvailable() && System.getProperty("os.name").equals("Linux"));
        Path tmp = folder.resolve("not-there");
        assertThat(availableIn(folder, tmp)).as("nowhere to unpack it").isEqualTo("false");
        try (InputStream binary = binary()) {
            long unused = Files.copy(binary, folder.resolve("libwebp-imageio.so"));
        }
        assertThat(availableIn(folder, tmp)).isEqualTo("true");
    }

    private static InputStream binary() {
        return Objects.requireNonNull(WebPWriteParam.class.getResourceAsStream("/native/linux/64/libwebp-imageio.so"));
    }

    /** What a JVM of its own says, as a library is loaded once. */
    private static String availableIn(Path libraries, Path tmp) throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.library.path=" + libraries,
                        "-Djava.io.tmpdir=" + tmp,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Said.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(java.waitFor()).isZero();
        return lines.get(lines.size() - 1);
    }

    static final class Said {
        public static void main(String[] arguments) {
            System.out.println(WebpEncoder.isAvailable());
        }
    }

    @Test
    void eachSizeOfAPictureIsWebpToo() throws BadPictureException {
        byte[] photo = Samples.written(PerceptualHashTest.photo(3, 2000, 1500), "jpeg");
        Renditions renditions = Renditions.withWebp(photo, PictureFormat.JPEG);
        if (!WebpEncoder.isAvailable()) {
            assertThat(renditions.webps()).isEmpty();
            return;
        }
        assertThat(renditions.webps()).containsOnlyKeys(Rendition.values());
        Map.of(Rendition.LARGE, 1600, Rendition.MEDIUM, 800, Rendition.THUMB, 320)
                .forEach((rendition, width) -> {
                    byte[] webp = Objects.requireNonNull(renditions.webps().get(rendition))
                            .getBytes();
                    byte[] jpeg = Objects.requireNonNull(renditions.jpegs().get(rendition))
                            .getBytes();
                    assertThat(webp.length).as("smaller").isLessThan(jpeg.length);
                    assertThat(meanDifference(decoded(webp), Samples.read(jpeg)))
                            .as("%s looks the same", rendition)
                            .isLessThan(6);
                    assertThat(decoded(webp).getWidth()).isEqualTo(width);
                });
    }

    @Test
    void picturesOfMessagesHaveNone() throws BadPictureException {
        assertThat(Renditions.of(Samples.jpeg(400, 300), null).webps()).isEmpty();
    }

    @Test
    void nothingIsReadByTheLibraryThatWrites() throws BadPictureException {
        Renditions unused = Renditions.withWebp(Samples.jpeg(300, 200), null);
        ImageIO.getImageReadersByFormatName("webp")
                .forEachRemaining(
                        reader -> assertThat(reader.getClass().getName()).startsWith("com.twelvemonkeys."));
        assertThat(ImageIO.getImageReadersByFormatName("webp").hasNext()).isTrue();
    }

    private static BufferedImage decoded(byte[] webp) {
        try {
            return PictureDecoder.decode(webp, PictureHeader.read(webp));
        } catch (BadPictureException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double meanDifference(BufferedImage one, BufferedImage other) {
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                Color a = new Color(one.getRGB(x, y));
                Color b = new Color(other.getRGB(x, y));
                sum += Math.abs(a.getRed() - b.getRed())
                        + Math.abs(a.getGreen() - b.getGreen())
                        + Math.abs(a.getBlue() - b.getBlue());
            }
        }
        return sum / 3.0 / one.getWidth() / one.getHeight();
    }
}
