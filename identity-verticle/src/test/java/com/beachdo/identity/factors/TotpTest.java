package com.beachdo.identity.factors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** The values of RFC 6238, appendix B, of which the last six digits count. */
    @Test
    void makesTheCodesOfTheStandard() {
        assertThat(Totp.code(SECRET, 59 / 30)).isEqualTo("287082");
        assertThat(Totp.code(SECRET, 1_111_111_109L / 30)).isEqualTo("081804");
        assertThat(Totp.code(SECRET, 20_000_000_000L / 30)).isEqualTo("353130");
    }

    @Test
    void takesOneStepToEitherSide() {
        long now = 1_111_111_109;
        assertThat(Totp.step(SECRET, Totp.code(SECRET, now / 30 - 1), now)).hasValue(now / 30 - 1);
        assertThat(Totp.step(SECRET, Totp.code(SECRET, now / 30 + 1), now)).hasValue(now / 30 + 1);
        assertThat(Totp.step(SECRET, Totp.code(SECRET, now / 30 - 2), now)).isEmpty();
        assertThat(Totp.step(SECRET, "", now)).isEmpty();
    }

    @Test
    void writesBase32AsTheStandardDoes() {
        assertThat(Totp.base32("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
        assertThat(Totp.uri(SECRET, "o'neil+x@example.com"))
                .isEqualTo("otpauth://totp/Beachdo:o%27neil%2Bx%40example.com"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Beachdo");
    }
}
