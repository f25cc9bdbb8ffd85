package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.platform.rpc.RpcException;
import io.vertx.grpc.common.GrpcStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
    @Test
    void dropsWhiteSpaceAroundButNotWithin() {
        assertThat(MessageText.of(" \n is it\n\tthere?\u2003 ")).isEqualTo("is it\n\tthere?");
    }

    @Test
    void composesCharacters() {
        assertThat(MessageText.of("cafe\u0301")).isEqualTo("caf\u00e9");
    }

    @Test
    void countsCharactersNotUnits() {
        String longest = "\ud83d\udeb2".repeat(4_000);
        assertThat(MessageText.of(longest + "\n")).isEqualTo(longest);
        assertRefused("chat.message_too_long", longest + "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\n", "\u00a0\u3000", "\u200b\u200d\ufeff", "\u202e"})
    void refusesWhatShowsNothing(String text) {
        assertRefused("chat.message_empty", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\rb", "\u001b[31m", "a\u007f", "a\u0085b", "\ud83d", "a\udeb2b"})
    void refusesControlCharactersAndHalfCharacters(String text) {
        assertRefused("chat.message_invalid", text);
    }

    @Test
    void keepsSentencesInAnyScriptAndEmoji() {
        String text = "क्या यह उपलब्ध है? ✅ 👩‍👩‍👧 ₹4,500";
        assertThat(MessageText.of(text)).isEqualTo(text);
    }

    private static void assertRefused(String code, String text) {
        assertThatThrownBy(() -> MessageText.of(text)).isInstanceOfSatisfying(RpcException.class, refused -> {
            assertThat(refused.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.fields().get(0).pointer()).isEqualTo("/text");
        });
    }
}
