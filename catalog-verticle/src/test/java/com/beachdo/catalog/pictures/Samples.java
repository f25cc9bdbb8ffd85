package com.beachdo.catalog.pictures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures, good and bad, made for tests. */
final class Samples {
    private static final long PNG_SIGNATURE = 0x89504e470d0a1a0aL;

    private Samples() {}

    /** Red, green, blue and white quarters: top left, top right, bottom left, bottom right. */
    static BufferedImage quarters(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        fill(graphics, Color.RED, 0, 0, width / 2, height / 2);
        fill(graphics, Color.GREEN, width / 2, 0, width, height / 2);
        fill(graphics, Color.BLUE, 0, height / 2, width / 2, height);
        fill(graphics, Color.WHITE, width / 2, height / 2, width, height);
        graphics.dispose();
        return image;
    }

    private static void fill(Graphics2D graphics, Color color, int left, int top, int right, int bottom) {
        graphics.setColor(color);
        graphics.fillRect(left, top, right - left, bottom - top);
    }

    static BufferedImage plain(int type, int width, int height, int argb) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, argb);
            }
        }
        return image;
    }

    static byte[] written(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            boolean known = ImageIO.write(image, format, bytes);
            if (!known) {
                throw new IllegalArgumentException(format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] jpeg(int width, int height) {
        return written(quarters(width, height), "jpeg");
    }

    static byte[] png(int width, int height) {
        return written(quarters(width, height), "png");
    }

    static byte[] progressiveJpeg(int width, int height) {
        return write(new IIOImage(quarters(width, height), null, null), true);
    }

    /** As print shops have them: four inks, inverted as Adobe does. */
    static byte[] cmykJpeg(int cyan, int magenta, int yellow, int black) {
        byte[] samples = new byte[96 * 80 * 4];
        for (int i = 0; i < samples.length; i += 4) {
            samples[i] = (byte) (255 - cyan);
            samples[i + 1] = (byte) (255 - magenta);
            samples[i + 2] = (byte) (255 - yellow);
            samples[i + 3] = (byte) (255 - black);
        }
        Raster raster = Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length), 96, 80, 96 * 4, 4, new int[] {0, 1, 2, 3}, null);
        byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        return withSegment(write(new IIOImage(raster, null, null), false), 0xee, adobe);
    }

    private static byte[] write(IIOImage image, boolean progressive) {
        ImageWriter writer = null;
        for (Iterator<ImageWriter> all = ImageIO.getImageWritersByFormatName("jpeg"); all.hasNext(); ) {
            writer = all.next();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = Objects.requireNonNull(writer).getDefaultWriteParam();
            if (progressive) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(output);
            writer.write(null, image, parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** With one more segment behind the start of a JPEG. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + 4 + content.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** EXIF with an orientation and the place where the picture was taken. */
    static byte[] exif(int orientation, ByteOrder order) {
        ByteBuffer tiff = ByteBuffer.allocate(64).order(order);
        tiff.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d))
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) 2);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        // GPS directory at 38, with the latitude's letter
        tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(38);
        tiff.putInt(0);
        tiff.putShort((short) 1);
        tiff.putShort((short) 1).putShort((short) 2).putInt(2).put("N\0\0\0".getBytes(StandardCharsets.US_ASCII));
        tiff.putInt(0);
        return tiff.array();
    }

    static byte[] withExif(byte[] jpeg, int orientation, ByteOrder order) {
        byte[] tiff = exif(orientation, order);
        ByteBuffer content = ByteBuffer.allocate(6 + tiff.length);
        content.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff);
        return withSegment(jpeg, 0xe1, content.array());
    }

    /** With one more chunk behind the header of a PNG. */
    static byte[] withChunk(byte[] png, String type, byte[] content) {
        int header = 8 + 25;
        return ByteBuffer.allocate(png.length + 12 + content.length)
                .put(png, 0, header)
                .put(chunk(type, content))
                .put(png, header, png.length - header)
                .array();
    }

    /** A header that promises far more than follows. */
    static byte[] emptyPng(int width, int height) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 6, 0, 0, 0})
                .array();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream output = new DataOutputStream(bytes)) {
            ByteArrayOutputStream pixels = new ByteArrayOutputStream();
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels)) {
                deflater.write(new byte[100_000]);
            }
            output.writeLong(PNG_SIGNATURE);
            output.write(chunk("IHDR", header));
            output.write(chunk("IDAT", pixels.toByteArray()));
            output.write(chunk("IEND", new byte[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    /** A WebP file of these chunks. */
    static byte[] webp(byte[]... chunks) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
        for (byte[] chunk : chunks) {
            body.writeBytes(chunk);
        }
        return riffChunk("RIFF", body.toByteArray());
    }

    static byte[] riffChunk(String type, byte[] content) {
        int padded = content.length + (content.length & 1);
        return ByteBuffer.allocate(8 + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .putInt(content.length)
                .put(content)
                .array();
    }

    /** The content of the VP8X chunk. */
    static byte[] extended(int flags, int width, int height) {
        byte[] content = ByteBuffer.allocate(11)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) flags)
                .putInt(4, width - 1)
                .putInt(7, height - 1)
                .array();
        return Arrays.copyOf(content, 10);
    }

    static byte[] resource(String name) {
        try (InputStream input = Samples.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(input, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BufferedImage read(byte[] data) {
        try {
            return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
