package com.beachdo.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceTest {
    @Test
    void keepsAContentThatFits() {
        JsonObject content = new JsonObject().put("title", "For sale").put("version", 3L);

        assertThat(new JsonObject(Evidence.of(content))).isEqualTo(content);
    }

    @Test
    void keepsAContentThatJustFits() {
        int around = new JsonObject().put("body", "").encode().length();
        JsonObject content = new JsonObject().put("body", "x".repeat(Evidence.MAX_LENGTH - around));

        assertThat(Evidence.of(content)).hasSize(Evidence.MAX_LENGTH).isEqualTo(content.encode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "\u0001", "अ", "🛵"})
    void cutsALongTextOfWhateverCharacters(String character) {
        JsonObject content = new JsonObject()
                .put("title", "Short enough")
                .put("body", character.repeat(Evidence.MAX_LENGTH))
                .put("version", 3L);

        String evidence = Evidence.of(content);

        JsonObject kept = new JsonObject(evidence);
        assertThat(evidence).hasSizeLessThanOrEqualTo(Evidence.MAX_LENGTH);
        assertThat(kept.getString("title")).isEqualTo("Short enough");
        assertThat(kept.getLong("version")).isEqualTo(3);
        assertThat(kept.getBoolean("cut")).isTrue();
        assertThat(kept.getString("body")).matches("(" + character + "){1000,}…");
    }

    @Test
    void cutsNoTextThatHasFewCharactersHoweverLongTheirCodes() {
        String scooters = "🛵".repeat(6_000);

        JsonObject kept = new JsonObject(
                Evidence.of(new JsonObject().put("title", scooters).put("body", "x".repeat(30_000))));

        assertThat(kept.getString("title")).isEqualTo(scooters);
        assertThat(kept.getString("body")).endsWith("…");
    }

    @Test
    void cutsTheLongestTextsFirstHoweverDeepTheyAre() {
        JsonArray context = new JsonArray();
        for (int i = 0; i < 11; i++) {
            context.add(new JsonObject().put("seq", i).put("text", "y".repeat(2_000)));
        }
        JsonObject content = new JsonObject()
                .put("text", "What it is about")
                .put("context", context)
                .put("pictures", new JsonArray().add("https://pictures.example/1.jpg"));

        JsonObject kept = new JsonObject(Evidence.of(content));

        assertThat(kept.getString("text")).isEqualTo("What it is about");
        assertThat(kept.getJsonArray("pictures")).containsExactly("https://pictures.example/1.jpg");
        assertThat(kept.getJsonArray("context")).hasSize(11);
        assertThat(kept.getJsonArray("context").getJsonObject(10).getString("text"))
                .endsWith("…")
                .hasSizeGreaterThan(1_000);
    }

    @Test
    void changesNothingOfTheContentItIsGiven() {
        JsonObject content = new JsonObject().put("body", "x".repeat(30_000));

        assertThat(Evidence.of(content)).hasSizeLessThanOrEqualTo(Evidence.MAX_LENGTH);

        assertThat(content.getString("body")).hasSize(30_000);
        assertThat(content.containsKey("cut")).isFalse();
    }
}
