package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Struct;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructJsonTest {
    @Test
    void readsWhatItWrote() {
        Struct attributes = Samples.attributes(Map.of(
                "text", Samples.text("5\" \\ \u0001 \b\f\n\r\t गाड़ी 🛋 }]"),
                "na\"me", Samples.text(""),
                "whole", Samples.number(2015),
                "large", Samples.number(1e15),
                "huge", Samples.number(1e300),
                "part", Samples.number(-0.125),
                "no", Samples.flag(false),
                "yes", Samples.flag(true)));
        assertThat(StructJson.read(StructJson.write(attributes))).isEqualTo(attributes);
    }

    @Test
    void readsWhateverItWrote() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            Struct attributes = Samples.attributes(Map.of(
                    text(random), Samples.text(text(random)), "n" + i, Samples.number(random.nextGaussian() * 1e6)));
            assertThat(StructJson.read(StructJson.write(attributes))).isEqualTo(attributes);
        }
    }

    private static String text(Random random) {
        String letters = "ab\"\\/{}[]:, \n\u0001\u007fé€क🛋";
        StringBuilder text = new StringBuilder();
        int[] points = letters.codePoints().toArray();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    @Test
    void readsWhatPostgresqlWrites() {
        assertThat(StructJson.read("{\"a\": 1, \"b\": \"x\\u0001\\/\", \"c\": true, \"d\": -1.5e-3}"))
                .isEqualTo(Samples.attributes(Map.of(
                        "a", Samples.number(1),
                        "b", Samples.text("x\u0001/"),
                        "c", Samples.flag(true),
                        "d", Samples.number(-0.0015))));
    }

    @Test
    void writesNothingAsAnEmptyObject() {
        assertThat(StructJson.write(Struct.getDefaultInstance())).isEqualTo("{}");
        assertThat(StructJson.read("{}")).isEqualTo(Struct.getDefaultInstance());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "{\"a\": {}}", "{\"a\": [1]}", "{\"a\": null}", "{\"a\": nul}", "{a: 1}", "{\"a\": -}"})
    void refusesWhatIsNotFlat(String json) {
        assertThatThrownBy(() -> StructJson.read(json)).isInstanceOf(IllegalArgumentException.class);
    }
}
