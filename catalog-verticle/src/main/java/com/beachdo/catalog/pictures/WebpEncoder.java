package com.beachdo.catalog.pictures;

import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes pixels as WebP, where the library has a binary for the platform: x86-64 with Linux (glibc), macOS or Windows. It
 * only writes; what people upload is never given to it.
 */
final class WebpEncoder {
    private static final Logger LOG = LoggerFactory.getLogger(WebpEncoder.class);
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64");
    private static final float QUALITY = 0.78f;
    /** From 0, quick, to 6, small. */
    private static final int EFFORT = 3;

    private static final boolean AVAILABLE = tryIt();

    private WebpEncoder() {}

    static boolean isAvailable() {
        return AVAILABLE;
    }

    private static boolean tryIt() {
        String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        if (!ARCHITECTURES.contains(architecture)) {
            LOG.warn("no WebP: its library has no binary for {}; pictures are published as JPEG alone", architecture);
            return false;
        }
        try {
            return encode(new Pixels(1, 1, new int[] {0xffffff})).length > 0;
        } catch (LinkageError | RuntimeException failure) {
            LOG.warn("no WebP: its library cannot be loaded; pictures are published as JPEG alone", failure);
            return false;
        }
    }

    static byte[] encode(Pixels pixels) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = null;
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer = new WebPImageWriterSpi().createWriterInstance();
            WebPWriteParam parameters = new WebPWriteParam(Locale.ROOT);
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionType(parameters.getCompressionTypes()[WebPWriteParam.LOSSY_COMPRESSION]);
            parameters.setCompressionQuality(QUALITY);
            parameters.setMethod(EFFORT);
            writer.setOutput(output);
            writer.write(null, new IIOImage(pixels.toImage(), null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (writer != null) {
                writer.dispose();
            }
        }
        return bytes.toByteArray();
    }
}
