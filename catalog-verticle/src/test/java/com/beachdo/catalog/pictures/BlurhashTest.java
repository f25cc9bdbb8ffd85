package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlurhashTest {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    @Test
    void saysHowManyComponentsItHas() {
        assertThat(Blurhash.of(plain(64, 48, 0x123456))).hasSize(6 + 2 * 11).startsWith("L");
        assertThat(Blurhash.of(plain(48, 64, 0x123456))).hasSize(6 + 2 * 11).startsWith("T");
    }

    @Test
    void holdsTheAverageColour() {
        assertThat(number(Blurhash.of(plain(64, 64, 0x3366cc)).substring(2, 6))).isEqualTo(0x3366cc);
    }

    @Test
    void ofAPlainPictureHasHardlyAnyDetail() {
        assertThat(number(Blurhash.of(plain(33, 33, 0x808080)).substring(1, 2))).isLessThan(3);
        assertThat(number(Blurhash.of(new Pixels(2, 1, new int[] {0xffffff, 0})).substring(1, 2)))
                .isGreaterThan(70);
    }

    @Test
    void tellsLeftFromRight() {
        int[] pixels = new int[32 * 32];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 32 < 16 ? 0xffffff : 0;
        }
        String hash = Blurhash.of(new Pixels(32, 32, pixels));

        // the first detail is the cosine across: bright on the left is its greatest positive step, 18 of each colour
        assertThat(number(hash.substring(6, 8))).isEqualTo((18 * 19 + 18) * 19 + 18);
    }

    private static Pixels plain(int width, int height, int rgb) {
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, rgb);
        return new Pixels(width, height, pixels);
    }

    private static int number(String digits) {
        return digits.chars().reduce(0, (value, digit) -> value * 83 + DIGITS.indexOf(digit));
    }
}
