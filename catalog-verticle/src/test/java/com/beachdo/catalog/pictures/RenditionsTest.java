package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenditionsTest {
    private static final int CLOSE = 12;

    @Test
    void areThreeSizesWithTheShapeOfTheOriginal() throws Exception {
        Renditions renditions = Renditions.of(Samples.jpeg(2000, 1000), PictureFormat.JPEG);

        assertThat(size(renditions, Rendition.LARGE)).isEqualTo("1600x800");
        assertThat(size(renditions, Rendition.MEDIUM)).isEqualTo("800x400");
        assertThat(size(renditions, Rendition.THUMB)).isEqualTo("320x160");
        assertQuarters(large(renditions), Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
    }

    @Test
    void areNeverLargerThanTheOriginal() throws Exception {
        Renditions renditions = Renditions.of(Samples.png(200, 400), PictureFormat.PNG);

        assertThat(size(renditions, Rendition.LARGE)).isEqualTo("200x400");
        assertThat(size(renditions, Rendition.MEDIUM)).isEqualTo("200x400");
        assertThat(size(renditions, Rendition.THUMB)).isEqualTo("160x320");
    }

    @ParameterizedTest
    @CsvSource({
        "1, RED, GREEN, BLUE, WHITE",
        "2, GREEN, RED, WHITE, BLUE",
        "3, WHITE, BLUE, GREEN, RED",
        "4, BLUE, WHITE, RED, GREEN",
        "5, RED, BLUE, GREEN, WHITE",
        "6, BLUE, RED, WHITE, GREEN",
        "7, WHITE, GREEN, BLUE, RED",
        "8, GREEN, WHITE, RED, BLUE"
    })
    void standUprightWhateverTheCameraDid(
            int orientation, String topLeft, String topRight, String bottomLeft, String bottomRight) throws Exception {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] photo = Samples.withExif(Samples.jpeg(320, 160), orientation, order);

            BufferedImage large = large(Renditions.of(photo, PictureFormat.JPEG));

            assertThat(large.getWidth()).isEqualTo(orientation >= 5 ? 160 : 320);
            assertQuarters(large, colour(topLeft), colour(topRight), colour(bottomLeft), colour(bottomRight));
        }
    }

    @Test
    void followTheOrientationInPngAndWebp() throws Exception {
        byte[] png = Samples.withChunk(Samples.png(320, 160), "eXIf", Samples.exif(6, ByteOrder.BIG_ENDIAN));
        byte[] still = Samples.resource("lossy-alpha.webp");
        byte[] webp = Samples.webp(
                ByteBuffer.allocate(still.length - 12)
                        .put(still, 12, still.length - 12)
                        .array(),
                Samples.riffChunk("EXIF", Samples.exif(8, ByteOrder.LITTLE_ENDIAN)));

        assertThat(size(Renditions.of(png, PictureFormat.PNG), Rendition.LARGE)).isEqualTo("160x320");
        assertThat(size(Renditions.of(webp, PictureFormat.WEBP), Rendition.LARGE))
                .isEqualTo("80x96");
    }

    @Test
    void sayNothingOfWhereAndHowThePictureWasTaken() throws Exception {
        byte[] secret = "taken at home by Asha".getBytes(StandardCharsets.US_ASCII);
        byte[] photo = Samples.withExif(Samples.jpeg(400, 300), 1, ByteOrder.LITTLE_ENDIAN);
        photo = Samples.withSegment(photo, 0xfe, secret);
        photo = Samples.withSegment(photo, 0xed, secret);
        photo = Samples.withSegment(
                photo, 0xe1, "http://ns.adobe.com/xap/1.0/\0<x/>".getBytes(StandardCharsets.US_ASCII));
        byte[] behind = ByteBuffer.allocate(photo.length + secret.length)
                .put(photo)
                .put(secret)
                .array();

        Renditions renditions = Renditions.of(behind, PictureFormat.JPEG);

        for (Rendition rendition : Rendition.values()) {
            byte[] jpeg = jpeg(renditions, rendition);
            assertThat(markers(jpeg)).doesNotContain(0xe1, 0xe2, 0xed, 0xfe).contains(0xe0, 0xc0);
            assertThat(new String(jpeg, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "Asha", "adobe");
        }
    }

    @Test
    void showTheColoursOfFourInks() throws Exception {
        Renditions blue = Renditions.of(Samples.cmykJpeg(255, 255, 0, 0), PictureFormat.JPEG);
        Renditions yellow = Renditions.of(Samples.cmykJpeg(0, 0, 255, 0), PictureFormat.JPEG);

        Color bluish = new Color(large(blue).getRGB(40, 40));
        Color yellowish = new Color(large(yellow).getRGB(40, 40));
        assertThat(bluish.getBlue()).isGreaterThan(bluish.getGreen()).isGreaterThan(90);
        assertThat(yellowish.getRed()).isGreaterThan(200);
        assertThat(yellowish.getBlue()).isLessThan(100);
    }

    @Test
    void areInSrgbWhateverTheProfileOfTheOriginal() throws Exception {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        ByteBuffer segment = ByteBuffer.allocate(14 + profile.length);
        segment.put("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII))
                .put(new byte[] {1, 1})
                .put(profile);
        byte[] grey = Samples.written(Samples.plain(BufferedImage.TYPE_INT_RGB, 96, 96, 0x808080), "jpeg");

        Renditions renditions = Renditions.of(Samples.withSegment(grey, 0xe2, segment.array()), PictureFormat.JPEG);

        assertThat(new Color(large(renditions).getRGB(48, 48)).getGreen()).isCloseTo(188, within(3));
    }

    @Test
    void showWhiteBehindWhatIsSeeThrough() throws Exception {
        for (String name : List.of("lossless-alpha.webp", "lossy-alpha.webp")) {
            BufferedImage large = large(Renditions.of(Samples.resource(name), PictureFormat.WEBP));

            assertColour(large, 20, 20, new Color(0x2060c0));
            assertColour(large, 20, 60, new Color(0xc08020));
            assertColour(large, 80, 20, Color.WHITE);
        }
        BufferedImage half = Samples.plain(BufferedImage.TYPE_INT_ARGB, 80, 80, 0x80000000);
        BufferedImage grey = large(Renditions.of(Samples.written(half, "png"), PictureFormat.PNG));
        assertColour(grey, 40, 40, new Color(0x7f7f7f));
    }

    @Test
    void areRightForEveryKindOfPng() throws Exception {
        int[] types = {
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_BYTE_BINARY,
            BufferedImage.TYPE_3BYTE_BGR,
            BufferedImage.TYPE_4BYTE_ABGR
        };
        for (int type : types) {
            byte[] white = Samples.written(Samples.plain(type, 70, 70, 0xffffffff), "png");
            byte[] black = Samples.written(Samples.plain(type, 70, 70, 0xff000000), "png");

            assertColour(large(Renditions.of(white, PictureFormat.PNG)), 35, 35, Color.WHITE);
            assertColour(large(Renditions.of(black, PictureFormat.PNG)), 35, 35, Color.BLACK);
        }
    }

    @Test
    void keepTheBrightnessOfGreyPictures() throws Exception {
        BufferedImage grey = new BufferedImage(80, 80, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 80 * 80; i++) {
            grey.getRaster().setSample(i % 80, i / 80, 0, 128);
        }

        Renditions renditions = Renditions.of(Samples.written(grey, "jpeg"), PictureFormat.JPEG);

        assertColour(large(renditions), 40, 40, new Color(0x808080));
    }

    @Test
    void comeFromAWebpDecoderWhoseErrorsDoNotAddUp() throws Exception {
        byte[] webp = Samples.resource("tall.webp");

        BufferedImage decoded = PictureDecoder.decode(webp, PictureHeader.read(webp));

        double difference = 0;
        int from = decoded.getHeight() - 128;
        for (int y = from; y < decoded.getHeight(); y++) {
            for (int x = 0; x < decoded.getWidth(); x++) {
                difference += difference(new Color(decoded.getRGB(x, y)), pattern(x, y));
            }
        }
        assertThat(difference / 128 / decoded.getWidth()).isLessThan(5);
    }

    /** What tall.webp was made from. */
    private static Color pattern(int x, int y) {
        int red = (int) (128 + 100 * Math.sin(x / 17.0));
        int green = (int) (128 + 100 * Math.sin(y / 13.0 + x / 31.0));
        int blue = (int) (128 + 100 * Math.cos((x + y) / 23.0));
        return new Color(red, green, blue);
    }

    @Test
    void comeFromProgressiveJpegsToo() throws Exception {
        Renditions renditions = Renditions.of(Samples.progressiveJpeg(320, 160), PictureFormat.JPEG);

        assertQuarters(large(renditions), Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPEG", "PNG"})
    void areTheSameForTheSamePicture(PictureFormat format) throws Exception {
        byte[] data = format == PictureFormat.JPEG ? Samples.jpeg(500, 300) : Samples.png(500, 300);

        assertThat(Renditions.of(data, format)).isEqualTo(Renditions.of(data, null));
    }

    private static Color colour(String name) {
        return switch (name) {
            case "RED" -> Color.RED;
            case "GREEN" -> Color.GREEN;
            case "BLUE" -> Color.BLUE;
            case "WHITE" -> Color.WHITE;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static void assertQuarters(
            BufferedImage image, Color topLeft, Color topRight, Color bottomLeft, Color bottomRight) {
        int left = image.getWidth() / 4;
        int top = image.getHeight() / 4;
        assertColour(image, left, top, topLeft);
        assertColour(image, 3 * left, top, topRight);
        assertColour(image, left, 3 * top, bottomLeft);
        assertColour(image, 3 * left, 3 * top, bottomRight);
    }

    private static void assertColour(BufferedImage image, int x, int y, Color expected) {
        Color actual = new Color(image.getRGB(x, y));
        assertThat(difference(actual, expected))
                .as("%s at %d, %d instead of %s", actual, x, y, expected)
                .isLessThan(CLOSE);
    }

    /** Of one channel, on average. */
    private static double difference(Color one, Color other) {
        return (Math.abs(one.getRed() - other.getRed())
                        + Math.abs(one.getGreen() - other.getGreen())
                        + Math.abs(one.getBlue() - other.getBlue()))
                / 3.0;
    }

    private static BufferedImage large(Renditions renditions) {
        return Samples.read(jpeg(renditions, Rendition.LARGE));
    }

    private static String size(Renditions renditions, Rendition rendition) {
        BufferedImage image = Samples.read(jpeg(renditions, rendition));
        return image.getWidth() + "x" + image.getHeight();
    }

    private static byte[] jpeg(Renditions renditions, Rendition rendition) {
        return Objects.requireNonNull(renditions.jpegs().get(rendition)).getBytes();
    }

    private static List<Integer> markers(byte[] jpeg) {
        List<Integer> markers = new ArrayList<>();
        ByteBuffer data = ByteBuffer.wrap(jpeg).position(2);
        int marker = data.getShort() & 0xff;
        while (marker != 0xda) {
            markers.add(marker);
            data.position(data.position() + (data.getShort(data.position()) & 0xffff));
            marker = data.getShort() & 0xff;
        }
        return markers;
    }
}
