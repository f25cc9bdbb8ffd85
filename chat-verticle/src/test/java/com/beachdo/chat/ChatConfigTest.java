package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.platform.config.ConfigException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatConfigTest {
    @Test
    void allowsFifteenMinutesToEditAndAnHourToDeleteAndKeepsMessagesForEver() {
        assertThat(ChatConfig.from(name -> ""))
                .isEqualTo(new ChatConfig(
                        Duration.ofMinutes(15), Duration.ofMinutes(60), Duration.ofMinutes(30), 0, false));
    }

    @Test
    void readsEveryVariable() {
        Map<String, String> set = Map.of(
                "BEACHDO_CHAT_EDIT_MINUTES",
                "5",
                "BEACHDO_CHAT_DELETE_MINUTES",
                "10",
                "BEACHDO_CHAT_DIGEST_MINUTES",
                "0",
                "BEACHDO_CHAT_RETENTION_DAYS",
                "365");
        assertThat(ChatConfig.from(name -> set.getOrDefault(name, "")))
                .isEqualTo(new ChatConfig(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ZERO, 365, false));
    }

    @Test
    void namesTheVariableThatIsWrong() {
        Map<String, String> set = Map.of("BEACHDO_CHAT_EDIT_MINUTES", "0");
        assertThatThrownBy(() -> ChatConfig.from(name -> set.getOrDefault(name, "")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("BEACHDO_CHAT_EDIT_MINUTES");
    }
}
