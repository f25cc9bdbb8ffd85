package com.beachdo.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EnvTest {
    private static final String NAME = "THING";

    @Test
    void takesWhatIsUnsetOrBlankForMissing() {
        for (Env env : List.of(new Env(new Settings(Map.of())), env(""), env("  \t"))) {
            assertThat(env.optional(NAME)).isNull();
            assertThat(env.string(NAME, "x")).isEqualTo("x");
            assertThat(env.integer(NAME, 5, 0, 9)).isEqualTo(5);
            assertThat(env.port(NAME, 8080)).isEqualTo(8080);
            assertThat(env.decimal(NAME, 0.5, 0, 1)).isEqualTo(0.5);
            assertThat(env.flag(NAME, true)).isTrue();
            assertThat(env.list(NAME)).isEmpty();
            assertThat(env.uri(NAME, URI.create("http://a"), "http")).isEqualTo(URI.create("http://a"));
            assertThatThrownBy(() -> env.required(NAME)).hasMessage("THING is not set");
            assertThatThrownBy(() -> env.key(NAME, 32)).hasMessage("THING is not set");
            assertThatThrownBy(() -> env.uri(NAME, "http")).hasMessage("THING is not set");
        }
    }

    @Test
    void readsEveryType() {
        assertThat(env(" a b ").required(NAME)).isEqualTo("a b");
        assertThat(env("7").integer(NAME, 5, 0, 9)).isEqualTo(7);
        assertThat(env("0").port(NAME, 8080)).isZero();
        assertThat(env("0.25").decimal(NAME, 0.5, 0, 1)).isEqualTo(0.25);
        for (String yes : List.of("true", "TRUE", "yes", "on", "1")) {
            assertThat(env(yes).flag(NAME, false)).isTrue();
        }
        for (String no : List.of("false", "No", "off", "0")) {
            assertThat(env(no).flag(NAME, true)).isFalse();
        }
        assertThat(env(" a, b ,,c,").list(NAME)).containsExactly("a", "b", "c");
        assertThat(env("redis://h:1").uri(NAME, "redis", "rediss")).isEqualTo(URI.create("redis://h:1"));
        byte[] key = new byte[32];
        key[31] = 9;
        assertThat(env(Base64.getEncoder().encodeToString(key)).key(NAME, 32)).isEqualTo(key);
    }

    @Test
    void namesTheVariableAndNeverItsValue() {
        Map<String, Consumer<Env>> readers = new LinkedHashMap<>();
        readers.put("integer", env -> env.integer(NAME, 1, 0, 9));
        readers.put("port", env -> env.port(NAME, 1));
        readers.put("decimal", env -> env.decimal(NAME, 1, 0, 9));
        readers.put("flag", env -> env.flag(NAME, true));
        readers.put("uri", env -> env.uri(NAME, "http"));
        readers.put("uri otherwise", env -> env.uri(NAME, URI.create("http://a"), "http"));
        readers.put("key", env -> env.key(NAME, 32));
        List<String> wrong = List.of(
                "s3cret",
                "s3cret://s3cret:s3cret@s3cret",
                "http://s3cret:s3 cret@host",
                "http:s3cret",
                "99999999999s3cret",
                "NaN s3cret");
        readers.forEach((name, reader) -> {
            for (String value : wrong) {
                assertThatThrownBy(() -> reader.accept(env(value)))
                        .as(name + " of " + value)
                        .isInstanceOf(ConfigException.class)
                        .hasMessageStartingWith(NAME + " must be ")
                        .hasMessageNotContaining("s3")
                        .hasNoCause();
            }
        });
    }

    @Test
    void refusesNumbersOutOfRange() {
        for (String wrong : List.of("-1", "10", "99999999999", "1.5", "0x1", "1e1")) {
            assertThatThrownBy(() -> env(wrong).integer(NAME, 5, 0, 9))
                    .hasMessage("THING must be a whole number from 0 to 9");
        }
        assertThatThrownBy(() -> env("65536").port(NAME, 1)).isInstanceOf(ConfigException.class);
        for (String wrong : List.of("NaN", "Infinity", "-0.1", "1.1", "one")) {
            assertThatThrownBy(() -> env(wrong).decimal(NAME, 0.5, 0, 1)).isInstanceOf(ConfigException.class);
        }
    }

    @Test
    void refusesKeysOfAnotherLength() {
        for (int length : new int[] {0, 16, 31, 33, 64}) {
            String key = Base64.getEncoder().encodeToString(new byte[length]) + " ";
            assertThatThrownBy(() -> env(key).key(NAME, 32)).isInstanceOf(ConfigException.class);
        }
    }

    private static Env env(String value) {
        return new Env(new Settings(Map.of(NAME, value)));
    }
}
