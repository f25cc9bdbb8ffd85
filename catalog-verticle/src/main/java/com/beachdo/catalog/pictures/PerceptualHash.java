package com.beachdo.catalog.pictures;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sixty-four bits of what a picture looks like: which of the lowest frequencies of its brightness are above their median.
 * The same picture in another size, quality or brightness differs in few of them.
 */
final class PerceptualHash {
    private static final int SIDE = 32;
    private static final int FREQUENCIES = 8;
    /** Of a value from 0 to 255 a pixel: less is a plain surface, whose hash would be noise. */
    private static final double LEAST_CONTRAST = 4;

    private static final double[][] COSINES = cosines();

    private PerceptualHash() {}

    private static double[][] cosines() {
        double[][] cosines = new double[FREQUENCIES + 1][SIDE];
        for (int frequency = 0; frequency < cosines.length; frequency++) {
            for (int i = 0; i < SIDE; i++) {
                cosines[frequency][i] = Math.cos(Math.PI * frequency * (2 * i + 1) / (2 * SIDE));
            }
        }
        return cosines;
    }

    /** Null when there is too little to see. */
    static @Nullable Long of(Pixels picture) {
        double[][] brightness = brightness(picture);
        if (contrast(brightness) < LEAST_CONTRAST) {
            return null;
        }
        double[] strengths = strengths(brightness);
        double[] sorted = strengths.clone();
        Arrays.sort(sorted);
        double median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
        long hash = 0;
        for (double strength : strengths) {
            hash = hash << 1 | (strength > median ? 1 : 0);
        }
        return hash;
    }

    /** Stretched to a square of few values, each the average of the area it stands for. */
    private static double[][] brightness(Pixels picture) {
        double[][] sums = new double[SIDE][SIDE];
        for (int y = 0; y < SIDE; y++) {
            int top = y * picture.height() / SIDE;
            int bottom = Math.max(top + 1, (y + 1) * picture.height() / SIDE);
            for (int x = 0; x < SIDE; x++) {
                int left = x * picture.width() / SIDE;
                int right = Math.max(left + 1, (x + 1) * picture.width() / SIDE);
                sums[y][x] = average(picture, left, top, right, bottom);
            }
        }
        return sums;
    }

    private static double average(Pixels picture, int left, int top, int right, int bottom) {
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int rgb = picture.rgb(x, y);
                sum += 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
            }
        }
        return sum / ((right - left) * (bottom - top));
    }

    private static double contrast(double[][] brightness) {
        double sum = 0;
        double squares = 0;
        for (double[] row : brightness) {
            for (double value : row) {
                sum += value;
                squares += value * value;
            }
        }
        double mean = sum / (SIDE * SIDE);
        return Math.sqrt(Math.max(0, squares / (SIDE * SIDE) - mean * mean));
    }

    /** Of all pairs of the frequencies 1 to 8; those of 0 say how bright it is. */
    private static double[] strengths(double[][] brightness) {
        double[] strengths = new double[FREQUENCIES * FREQUENCIES];
        for (int down = 1; down <= FREQUENCIES; down++) {
            double[] folded = new double[SIDE];
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    folded[x] += COSINES[down][y] * brightness[y][x];
                }
            }
            for (int across = 1; across <= FREQUENCIES; across++) {
                double strength = 0;
                for (int x = 0; x < SIDE; x++) {
                    strength += COSINES[across][x] * folded[x];
                }
                strengths[(down - 1) * FREQUENCIES + across - 1] = strength;
            }
        }
        return strengths;
    }
}
