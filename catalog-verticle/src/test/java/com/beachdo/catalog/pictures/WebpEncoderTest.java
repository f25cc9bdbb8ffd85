package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

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
