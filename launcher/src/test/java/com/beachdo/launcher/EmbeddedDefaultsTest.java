package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // javac 17 does not read @Nullable of a type argument from class files
class EmbeddedDefaultsTest {
    @Test
    void itIsEmbeddedModeStillWhenTheStartedDatabaseIsNamed() {
        Map<String, String> settings = new HashMap<>(EmbeddedDefaults.over(name -> null));
        settings.put("BEACHDO_DATABASE_URL", "postgresql://beachdo:secret@127.0.0.1:20000/beachdo");

        LaunchConfig launch = LaunchConfig.from(settings::get);

        assertThat(launch.embedded()).isTrue();
        assertThat(launch.grpcReflection()).isTrue();
    }

    @Test
    void aDatabaseOfTheOperatorsIsNotEmbeddedMode() {
        LaunchConfig launch = LaunchConfig.from(
                Map.of("BEACHDO_DATABASE_URL", "postgresql://beachdo:secret@127.0.0.1:20000/beachdo")::get);

        assertThat(launch.embedded()).isFalse();
        assertThat(launch.grpcReflection()).isFalse();
    }
}
