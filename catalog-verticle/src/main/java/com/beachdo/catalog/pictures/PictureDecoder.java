package com.beachdo.catalog.pictures;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.IIORegistry;

/** Decodes pictures whose header was found good, within bounds of processor time and memory. Blocks. */
final class PictureDecoder {
    /** Above it, only every second (third, ...) pixel of a row and of a column is kept. Holds a 12 megapixel photo. */
    private static final long MAX_DECODED_PIXELS = 13_000_000;

    private static final Duration MAX_CPU = Duration.ofSeconds(5);
    private static final int MAX_BYTES_A_PIXEL = 16;
    private static final long TABLE_BYTES = 64L << 20;
    private static final long UNLIMITED = Long.MAX_VALUE / 2;

    private static final WebPImageReaderSpi WEBP = new WebPImageReaderSpi();

    /** Decoders may hold all pixels of a large picture outside of what they return: one of those at a time. */
    private static final ReentrantLock LARGE = new ReentrantLock();

    static {
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
        register(new JPEGImageReaderSpi());
        leaveOut(com.luciad.imageio.webp.WebPImageReaderSpi.class);
        register(WEBP);
    }

    private PictureDecoder() {}

    /** What the library that writes WebP brings to read it is native, old, and not for what strangers upload. */
    private static void leaveOut(Class<?> provider) {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        Object found = registry.getServiceProviderByClass(provider);
        if (found != null) {
            registry.deregisterServiceProvider(found);
        }
    }

    /** Found by ImageIO itself only where the service files of all jars are there. */
    private static void register(Object provider) {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        if (registry.getServiceProviderByClass(provider.getClass()) == null) {
            registry.registerServiceProvider(provider);
        }
    }

    static BufferedImage decode(byte[] data, PictureHeader header) throws BadPictureException {
        boolean large = header.lossless() || header.pixels() > MAX_DECODED_PIXELS;
        if (!large) {
            return decodeNow(data, header);
        }
        LARGE.lock();
        try {
            return decodeNow(data, header);
        } finally {
            LARGE.unlock();
        }
    }

    private static BufferedImage decodeNow(byte[] data, PictureHeader header) throws BadPictureException {
        ImageReader reader = reader(header.format());
        long memory = header.lossless() ? header.pixels() * MAX_BYTES_A_PIXEL + TABLE_BYTES : UNLIMITED;
        try (BoundedInput input = new BoundedInput(data, MAX_CPU, memory)) {
            reader.setInput(input, true, true);
            if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
                throw new BadPictureException(PictureFailure.NOT_AN_IMAGE);
            }
            return reader.read(0, parameters(reader, header));
        } catch (BoundedInput.ExhaustedException tooMuch) {
            throw new BadPictureException(PictureFailure.TOO_COMPLEX);
        } catch (IOException | RuntimeException damaged) {
            throw new BadPictureException(PictureFailure.NOT_AN_IMAGE);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(PictureFormat format) {
        return format == PictureFormat.WEBP
                ? WEBP.createReaderInstance(null)
                : ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT))
                        .next();
    }

    private static ImageReadParam parameters(ImageReader reader, PictureHeader header) throws IOException {
        ImageReadParam parameters = reader.getDefaultReadParam();
        int step = (int) Math.ceil(Math.sqrt((double) header.pixels() / MAX_DECODED_PIXELS));
        parameters.setSourceSubsampling(step, step, 0, 0);
        ImageTypeSpecifier raw = reader.getRawImageType(0);
        if (raw != null && isWideRgb(raw.getColorModel().getColorSpace())) {
            // converted to sRGB later, when there are fewer pixels
            parameters.setDestinationType(raw);
        }
        return parameters;
    }

    private static boolean isWideRgb(ColorSpace space) {
        return space.getType() == ColorSpace.TYPE_RGB && !space.isCS_sRGB();
    }
}
