package com.beachdo.catalog.pictures;

/** Writes what a picture looks like from far away as a short text (blurha.sh). */
final class Blurhash {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
    private static final int SAMPLED_SIDE = 32;

    private Blurhash() {}

    static String of(Pixels picture) {
        Pixels pixels = Shrinker.fit(picture, SAMPLED_SIDE);
        boolean wide = pixels.width() >= pixels.height();
        return encode(pixels, wide ? 4 : 3, wide ? 3 : 4);
    }

    private static String encode(Pixels pixels, int across, int down) {
        double[][] factors = new double[across * down][];
        double greatest = 0;
        for (int i = 0; i < factors.length; i++) {
            factors[i] = factor(pixels, i % across, i / across);
            for (double value : i == 0 ? new double[0] : factors[i]) {
                greatest = Math.max(greatest, Math.abs(value));
            }
        }
        int scale = (int) Math.max(0, Math.min(82, Math.floor(greatest * 166 - 0.5)));
        StringBuilder hash = new StringBuilder();
        append(hash, across - 1 + (down - 1) * 9, 1);
        append(hash, scale, 1);
        double[] average = factors[0];
        append(hash, toSrgb(average[0]) << 16 | toSrgb(average[1]) << 8 | toSrgb(average[2]), 4);
        for (int i = 1; i < factors.length; i++) {
            double[] factor = factors[i];
            double unit = (scale + 1) / 166.0;
            append(hash, (step(factor[0] / unit) * 19 + step(factor[1] / unit)) * 19 + step(factor[2] / unit), 2);
        }
        return hash.toString();
    }

    /** Red, green and blue of one cosine component. */
    private static double[] factor(Pixels pixels, int i, int j) {
        double[] sum = new double[3];
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                double weight =
                        Math.cos(Math.PI * i * x / pixels.width()) * Math.cos(Math.PI * j * y / pixels.height());
                int rgb = pixels.rgb(x, y);
                sum[0] += weight * toLinear(rgb >> 16 & 0xff);
                sum[1] += weight * toLinear(rgb >> 8 & 0xff);
                sum[2] += weight * toLinear(rgb & 0xff);
            }
        }
        double normal = (i == 0 && j == 0 ? 1.0 : 2.0) / (pixels.width() * pixels.height());
        return new double[] {sum[0] * normal, sum[1] * normal, sum[2] * normal};
    }

    private static double toLinear(int value) {
        double share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static int toSrgb(double value) {
        double share = Math.max(0, Math.min(1, value));
        double curved = share <= 0.0031308 ? share * 12.92 : 1.055 * Math.pow(share, 1 / 2.4) - 0.055;
        return (int) (curved * 255 + 0.5);
    }

    /** 0 to 18, finer near zero. */
    private static int step(double value) {
        double root = Math.signum(value) * Math.sqrt(Math.abs(value));
        return (int) Math.max(0, Math.min(18, Math.floor(root * 9 + 9.5)));
    }

    private static void append(StringBuilder hash, int value, int length) {
        int divisor = (int) Math.pow(83, length - 1);
        for (int rest = value; length > 0; length--, divisor /= 83) {
            hash.append(DIGITS.charAt(rest / divisor % 83));
        }
    }
}
