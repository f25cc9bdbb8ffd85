package com.beachdo.catalog.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** A picture read row by row, as opaque 0xRRGGBB of whatever colour space it has; what is see-through shows white. */
interface Rows {
    void read(int y, int[] row);

    static Rows of(Pixels pixels) {
        return (y, row) -> {
            for (int x = 0; x < row.length; x++) {
                row[x] = pixels.rgb(x, y);
            }
        };
    }

    static Rows of(BufferedImage image) {
        ColorModel model = image.getColorModel();
        return model instanceof IndexColorModel palette
                ? indexed(image.getRaster(), palette)
                : direct(image.getRaster(), model.getComponentSize(0));
    }

    private static Rows indexed(Raster raster, IndexColorModel palette) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        int[] samples = new int[raster.getWidth()];
        return (y, row) -> {
            int[] unused = raster.getSamples(0, y, row.length, 1, 0, samples);
            for (int x = 0; x < row.length; x++) {
                int argb = samples[x] < colours.length ? colours[samples[x]] : 0;
                row[x] = onWhite(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff, argb >>> 24);
            }
        };
    }

    private static Rows direct(Raster raster, int bits) {
        int bands = raster.getNumBands();
        int shift = bits - 8;
        int green = bands > 2 ? 1 : 0;
        int blue = bands > 2 ? 2 : 0;
        boolean opaque = bands % 2 == 1;
        int[] samples = new int[raster.getWidth() * bands];
        return (y, row) -> {
            int[] unused = raster.getPixels(0, y, row.length, 1, samples);
            for (int x = 0, at = 0; x < row.length; x++, at += bands) {
                row[x] = onWhite(
                        samples[at] >> shift,
                        samples[at + green] >> shift,
                        samples[at + blue] >> shift,
                        opaque ? 255 : samples[at + bands - 1] >> shift);
            }
        };
    }

    private static int onWhite(int red, int green, int blue, int alpha) {
        if (alpha == 255) {
            return (red << 16) | (green << 8) | blue;
        }
        int white = 255 * (255 - alpha) + 127;
        int redOnWhite = (red * alpha + white) / 255;
        int greenOnWhite = (green * alpha + white) / 255;
        int blueOnWhite = (blue * alpha + white) / 255;
        return (redOnWhite << 16) | (greenOnWhite << 8) | blueOnWhite;
    }
}
