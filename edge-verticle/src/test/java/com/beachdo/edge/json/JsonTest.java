package com.beachdo.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":1,}",
                "{'a':1}",
                "{\"a\":1} x",
                "{\"a\":1}{}",
                "[1] 2",
                "NaN",
                "01",
                "{a:1}",
                "\"\\x\"",
                "/* */ {}",
                "{\"a\":\"\n\"}",
                "\"\\ud8\"",
                "+1",
                ".5",
                "tru"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void refusesANameGivenTwice() {
        assertThatThrownBy(() -> parse("{\"a\":{\"b\":1,\"\\u0062\":2}}"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[][] bad = {
            {'"', (byte) 0xff, '"'},
            {'"', (byte) 0xc0, (byte) 0x80, '"'},
            {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
            {'"', (byte) 0xe0, (byte) 0x80, (byte) 0x80, '"'},
            {'"', (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'},
            {'"', (byte) 0xc3, '"'},
            {0, '"', 0, 'a', 0, '"'}
        };
        for (byte[] text : bad) {
            assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedJsonException.class);
        }
    }

    @Test
    void refusesDepthAndHugeNumbers() {
        assertThat(parse("[".repeat(32) + "]".repeat(32)).isArray()).isTrue();
        assertThatThrownBy(() -> parse("[".repeat(33) + "]".repeat(33))).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> parse("1".repeat(41))).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void wholeNumbersAreWholeHoweverTheyAreWritten() {
        assertThat(parse("5.0").isLong()).isTrue();
        assertThat(parse("1e3").asLong()).isEqualTo(1000);
        assertThat(parse("-9e99").isBigInteger()).isTrue();
        assertThat(parse("1.5").isDouble()).isTrue();
        assertThat(parse("1e400").isDouble()).isTrue();
    }

    @Test
    void saysWhereItBreaks() {
        assertThatThrownBy(() -> parse("{\n \"a\": x}"))
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("jackson");
    }

    private static tools.jackson.databind.JsonNode parse(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
