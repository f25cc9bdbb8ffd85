package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    @Test
    void dropsBlanksAtTheEnds() {
        assertThat(Text.of("reason", " \n Counterfeit\tgoods,\r\nagain \n", 3, 500))
                .isEqualTo("Counterfeit\tgoods,\r\nagain");
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(Text.of("reason", "🛵".repeat(5), 3, 5)).hasSize(10);
        assertInvalid("reason", () -> Text.of("reason", "🛵".repeat(6), 3, 5));
        assertInvalid("reason", () -> Text.of("reason", "🛵🛵", 3, 5));
        assertInvalid("reason", () -> Text.of("reason", "  🛵  ", 3, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u0007b", "a\u007fb", "a\u0085b"})
    void refusesControlCharacters(String text) {
        assertInvalid("note", () -> Text.of("note", text, 1, 10));
    }
}
