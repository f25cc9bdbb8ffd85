package com.beachdo.catalog.pictures;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/** Makes pictures smaller: each new pixel is the average of the area it stands for. One row at a time. */
final class Shrinker {
    private final float[] line;
    private float[] current;
    private float[] next;

    private Shrinker(int width) {
        this.line = new float[width * 3];
        this.current = new float[width * 3];
        this.next = new float[width * 3];
    }

    /** No side longer than this; never made larger. In sRGB. */
    static Pixels fit(BufferedImage image, int longestSide) {
        Pixels fitted = fit(Rows.of(image), image.getWidth(), image.getHeight(), longestSide);
        ColorSpace space = image.getColorModel().getColorSpace();
        return space.getType() == ColorSpace.TYPE_RGB && !space.isCS_sRGB() ? toSrgb(fitted, space) : fitted;
    }

    static Pixels fit(Pixels pixels, int longestSide) {
        return fit(Rows.of(pixels), pixels.width(), pixels.height(), longestSide);
    }

    private static Pixels fit(Rows rows, int width, int height, int longestSide) {
        int longest = Math.max(width, height);
        if (longest <= longestSide) {
            return shrink(rows, width, height, width, height);
        }
        double factor = (double) longestSide / longest;
        int newWidth = Math.max(1, (int) Math.round(width * factor));
        int newHeight = Math.max(1, (int) Math.round(height * factor));
        return shrink(rows, width, height, newWidth, newHeight);
    }

    private static Pixels shrink(Rows rows, int width, int height, int newWidth, int newHeight) {
        Shrinker shrinker = new Shrinker(newWidth);
        int[] row = new int[width];
        int[] result = new int[newWidth * newHeight];
        double share = (double) newHeight / height;
        int target = 0;
        for (int y = 0; y < height; y++) {
            int hit = Math.min((int) (y * share), newHeight - 1);
            if (hit > target) {
                shrinker.flush(result, target * newWidth);
                target = hit;
            }
            rows.read(y, row);
            shrinker.shrinkLine(row, newWidth);
            float first = (float) Math.min(share, hit + 1 - y * share);
            shrinker.add(first, (float) share - first);
        }
        shrinker.flush(result, target * newWidth);
        return new Pixels(newWidth, newHeight, result);
    }

    private void shrinkLine(int[] row, int newWidth) {
        Arrays.fill(line, 0);
        double share = (double) newWidth / row.length;
        for (int x = 0; x < row.length; x++) {
            int hit = Math.min((int) (x * share), newWidth - 1);
            float first = (float) Math.min(share, hit + 1 - x * share);
            addPixel(hit * 3, row[x], first);
            float second = (float) share - first;
            if (second > 0 && hit + 1 < newWidth) {
                addPixel(hit * 3 + 3, row[x], second);
            }
        }
    }

    private void addPixel(int at, int rgb, float weight) {
        line[at] += weight * (rgb >> 16 & 0xff);
        line[at + 1] += weight * (rgb >> 8 & 0xff);
        line[at + 2] += weight * (rgb & 0xff);
    }

    private void add(float first, float second) {
        for (int i = 0; i < line.length; i++) {
            current[i] += first * line[i];
            next[i] += second * line[i];
        }
    }

    private void flush(int[] result, int at) {
        for (int i = 0, out = at; i < current.length; i += 3, out++) {
            result[out] = round(current[i]) << 16 | round(current[i + 1]) << 8 | round(current[i + 2]);
        }
        float[] used = current;
        current = next;
        next = used;
        Arrays.fill(next, 0);
    }

    private static int round(float value) {
        return Math.min(255, (int) (value + 0.5f));
    }

    private static Pixels toSrgb(Pixels pixels, ColorSpace space) {
        int width = pixels.width();
        int height = pixels.height();
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = pixels.rgb(x, y);
                raster.setPixel(x, y, new int[] {rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff});
            }
        }
        ComponentColorModel model =
                new ComponentColorModel(space, false, false, ComponentColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
        BufferedImage wide = new BufferedImage(model, raster, false, null);
        BufferedImage narrow = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        BufferedImage unused = new ColorConvertOp(null).filter(wide, narrow);
        return new Pixels(width, height, narrow.getRGB(0, 0, width, height, null, 0, width));
    }
}
