package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {
    /** Overlapping shapes, as different from one number to the next as photographs are. */
    static BufferedImage photo(int number, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Random random = new Random(number);
        for (int i = 0; i < 60; i++) {
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            double side = 0.1 + random.nextDouble() * 0.4;
            graphics.fillOval(
                    (int) ((random.nextDouble() * 1.2 - 0.2) * width),
                    (int) ((random.nextDouble() * 1.2 - 0.2) * height),
                    (int) (side * width),
                    (int) (side * height));
        }
        graphics.dispose();
        return image;
    }

    private static long hash(byte[] picture) throws BadPictureException {
        return Objects.requireNonNull(Renditions.of(picture, null).perceptualHash());
    }

    private static int distance(long one, long other) {
        return Long.bitCount(one ^ other);
    }

    @Test
    void theSamePictureInAnotherSizeAndFormatDiffersLittle() throws BadPictureException {
        for (int number = 0; number < 5; number++) {
            long original = hash(Samples.written(photo(number, 1200, 900), "png"));
            assertThat(distance(original, hash(Samples.written(photo(number, 640, 480), "jpeg"))))
                    .isLessThanOrEqualTo(6);
        }
    }

    @Test
    void aDarkerCopyDiffersLittle() throws BadPictureException {
        BufferedImage darker = photo(1, 800, 600);
        for (int y = 0; y < darker.getHeight(); y++) {
            for (int x = 0; x < darker.getWidth(); x++) {
                Color color = new Color(darker.getRGB(x, y));
                darker.setRGB(
                        x,
                        y,
                        new Color(color.getRed() * 4 / 5, color.getGreen() * 4 / 5, color.getBlue() * 4 / 5).getRGB());
            }
        }
        assertThat(distance(hash(Samples.written(photo(1, 800, 600), "jpeg")), hash(Samples.written(darker, "jpeg"))))
                .isLessThanOrEqualTo(6);
    }

    @Test
    void otherPicturesDifferMuch() throws BadPictureException {
        for (int number = 0; number < 10; number++) {
            assertThat(distance(
                            hash(Samples.written(photo(number, 800, 600), "jpeg")),
                            hash(Samples.written(photo(number + 1, 800, 600), "jpeg"))))
                    .isGreaterThan(12);
        }
    }

    @Test
    void aPlainSurfaceHasNone() throws BadPictureException {
        byte[] white = Samples.written(Samples.plain(BufferedImage.TYPE_INT_RGB, 300, 200, 0xffffffff), "png");
        assertThat(Renditions.of(white, null).perceptualHash()).isNull();
    }
}
