package com.beachdo.identity.kyc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.beachdo.embedded.DocumentSigner;
import com.beachdo.platform.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KycConfigTest {
    private static final String PEM = DocumentSigner.make().authorityPem();

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, String> env = new HashMap<>();

    @BeforeEach
    void writeAnchors() throws IOException {
        Path anchors = Files.writeString(folder.resolve("anchors.pem"), PEM + PEM);
        env.put("BEACHDO_DIGILOCKER_URL", "https://digilocker.meripehchaan.gov.in/public");
        env.put("BEACHDO_DIGILOCKER_CLIENT_ID", "us");
        env.put("BEACHDO_DIGILOCKER_CLIENT_SECRET", "our-secret");
        env.put("BEACHDO_DIGILOCKER_TRUST_ANCHORS", anchors.toString());
    }

    @Test
    void isNotOfferedWithoutAProvider() {
        KycConfig config = KycConfig.from(name -> null);

        assertThat(config).isEqualTo(new KycConfig(null, null, 365, true));
    }

    @Test
    void isCarefulByDefault() {
        KycConfig.Provider provider = provider();

        assertThat(provider.hmacRequired()).isTrue();
        assertThat(provider.timeoutMillis()).isEqualTo(3000);
        assertThat(provider.trust().anchors()).hasSize(2);
        assertThat(provider.trust().subjects()).contains("DS UIDAI");
        assertThat(provider.paths().token()).isEqualTo("/oauth2/1/token");
        assertThat(provider.toString()).doesNotContain("our-secret");
    }

    @Test
    void goesOnlyToHostsThatAreAllowedAndNotInTheClear() {
        assertBad("BEACHDO_DIGILOCKER_URL", "https://evil.example/public");
        assertBad("BEACHDO_DIGILOCKER_URL", "https://digilocker.meripehchaan.gov.in.evil.example/public");
        assertBad("BEACHDO_DIGILOCKER_URL", "http://digilocker.meripehchaan.gov.in/public");
        assertBad("BEACHDO_DIGILOCKER_URL", "http://127.0.0.1:1/public");

        env.put("BEACHDO_DIGILOCKER_HOSTS", "127.0.0.1");
        env.put("BEACHDO_DIGILOCKER_URL", "http://127.0.0.1:1/public");
        assertThat(provider().base()).hasPort(1);
    }

    @Test
    void namesTheVariableThatIsBad() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertBad("BEACHDO_DIGILOCKER_CLIENT_ID", "");
        assertBad("BEACHDO_DIGILOCKER_CLIENT_SECRET", "");
        assertBad("BEACHDO_DIGILOCKER_TRUST_ANCHORS", "");
        assertBad("BEACHDO_DIGILOCKER_TRUST_ANCHORS", folder.resolve("none.pem").toString());
        assertBad("BEACHDO_DIGILOCKER_TRUST_ANCHORS", empty.toString());
        assertBad("BEACHDO_DIGILOCKER_SIGNERS", empty.toString());
        assertBad("BEACHDO_DIGILOCKER_TIMEOUT_MS", "0");
        assertBad("BEACHDO_DIGILOCKER_HMAC_REQUIRED", "maybe");
        assertBad("BEACHDO_KYC_VALID_DAYS", "0");
        assertBad("BEACHDO_KYC_RETURN_URL", "javascript:alert(1)");
    }

    private KycConfig.Provider provider() {
        return requireNonNull(KycConfig.from(env::get).provider());
    }

    private void assertBad(String variable, String value) {
        Map<String, String> bad = new HashMap<>(env);
        bad.put(variable, value);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> KycConfig.from(bad::get))
                .withMessageContaining(variable);
    }
}
