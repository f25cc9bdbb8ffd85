package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.platform.config.ConfigException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // javac 17 does not read @Nullable of a type argument from class files
class PicturesConfigTest {
    private static final Map<String, String> WHOLE = Map.of(
            "BEACHDO_S3_ENDPOINT", "http://127.0.0.1:9001",
            "BEACHDO_S3_PUBLIC_ENDPOINT", "https://upload.example",
            "BEACHDO_S3_REGION", "eu-west-1",
            "BEACHDO_S3_ACCESS_KEY", "access",
            "BEACHDO_S3_SECRET_KEY", "very-secret",
            "BEACHDO_S3_STAGING_BUCKET", "staging",
            "BEACHDO_S3_MEDIA_BUCKET", "media",
            "BEACHDO_S3_PRIVATE_BUCKET", "private",
            "BEACHDO_MEDIA_URL", "https://media.example");

    @Test
    void readsEveryVariable() {
        assertThat(PicturesConfig.from(WHOLE::get))
                .isEqualTo(new PicturesConfig(
                        URI.create("http://127.0.0.1:9001"),
                        URI.create("https://upload.example"),
                        "eu-west-1",
                        "access",
                        new PicturesConfig.SecretKey("very-secret"),
                        "staging",
                        "media",
                        "private",
                        URI.create("https://media.example"),
                        null));
    }

    @Test
    void hasClientsUploadWhereWeDoWhenNotToldOtherwise() {
        PicturesConfig config = PicturesConfig.from(without("BEACHDO_S3_PUBLIC_ENDPOINT")::get);

        assertThat(config.publicEndpoint()).isEqualTo(config.endpoint());
    }

    @Test
    void namesTheVariableThatIsMissing() {
        for (String variable : WHOLE.keySet()) {
            if (!variable.endsWith("PUBLIC_ENDPOINT") && !variable.endsWith("REGION")) {
                assertThatThrownBy(() -> PicturesConfig.from(without(variable)::get))
                        .isInstanceOf(ConfigException.class)
                        .hasMessageStartingWith(variable + " ");
            }
        }
    }

    @Test
    void neverPrintsTheSecret() {
        assertThat(PicturesConfig.from(WHOLE::get).toString()).doesNotContain("very-secret");
    }

    private static Map<String, String> without(String variable) {
        Map<String, String> some = new HashMap<>(WHOLE);
        some.remove(variable);
        return some;
    }
}
