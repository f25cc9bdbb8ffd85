package com.beachdo.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.beachdo.platform.rpc.RpcException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactsTest {
    @Test
    void emailIsTheSameInAnyCase() {
        assertThat(Contacts.email("  Asha.Verma+Sale@Example.CO.IN ")).isEqualTo("asha.verma+sale@example.co.in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "asha",
                "asha@",
                "@example.com",
                "a b@example.com",
                "asha@example",
                "asha@example..com",
                "asha@-example.com",
                ".asha@example.com",
                "asha@example.com\r\nBcc: x@example.com",
                "<asha@example.com>",
                "asha@exa\u0000mple.com"
            })
    void refusesWhatIsNoEmail(String email) {
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(() -> Contacts.email(email))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("account.email_invalid"));
    }

    @Test
    void judgesALongEmailAtOnce() {
        String hostile = "a".repeat(200_000) + "@" + "a.".repeat(100_000) + "!";

        assertThat(Contacts.isEmail(hostile)).isFalse();
        assertThat(Contacts.isEmail("a".repeat(60) + "@" + "a-".repeat(90) + "!"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9876543210", "+919876543", "+915876543210", "+14155550123", "+91 9876543210"})
    void refusesWhatIsNoIndianMobile(String phone) {
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(() -> Contacts.phone(phone, "otp.phone_unsupported"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("otp.phone_unsupported"));
    }

    @Test
    void nameHasOneSpaceBetweenWords() {
        assertThat(Contacts.name("  Asha \t  Verma ")).isEqualTo("Asha Verma");
        assertThat(Contacts.name("आशा वर्मा")).isEqualTo("आशा वर्मा");
        assertThat(Contacts.name("\uD83D\uDC1A".repeat(80))).hasSize(160);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\u0000b", "a\u202Eb", "a\u200Bb", "\uD83D"})
    void refusesNamesThatHideSomething(String name) {
        assertThatExceptionOfType(RpcException.class).isThrownBy(() -> Contacts.name(name));
    }

    @Test
    void refusesALongName() {
        assertThatExceptionOfType(RpcException.class).isThrownBy(() -> Contacts.name("x".repeat(81)));
    }
}
