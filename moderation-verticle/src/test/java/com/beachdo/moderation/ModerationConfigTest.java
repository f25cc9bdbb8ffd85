package com.beachdo.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.platform.config.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModerationConfigTest {
    @Test
    void hasDefaults() {
        assertThat(ModerationConfig.from(name -> "")).isEqualTo(new ModerationConfig("IN"));
    }

    @Test
    void readsEveryVariable() {
        Map<String, String> environment = Map.of("BEACHDO_JURISDICTION", "NP");

        assertThat(ModerationConfig.from(name -> environment.getOrDefault(name, "")))
                .isEqualTo(new ModerationConfig("NP"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"India", "in", "I", "1N"})
    void namesTheVariableThatIsWrong(String jurisdiction) {
        assertThatThrownBy(() -> ModerationConfig.from(name -> jurisdiction))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("BEACHDO_JURISDICTION");
    }
}
