package com.beachdo.identity.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.beachdo.platform.rpc.RpcException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private final PasswordRules rules = new PasswordRules();
    private final List<String> asha = List.of("asha.verma@example.com", "Asha Verma");

    @Test
    void knowsThousandsOfCommonPasswords() {
        assertThat(rules.commonPasswords()).isGreaterThan(15_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PassWord123",
                "p@ssw0rd123",
                "Welcome@123",
                "qwertyuiop",
                "1q2w3e4r",
                "krishna@123",
                "India@1234",
                "12345678",
                "aaaaaaaabbbb"
            })
    void refusesCommonPasswords(String password) {
        assertRefused(password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"asha.verma", "AshaVerma12", "verma-1987", "Beachdo2026", "asha.verma!!!"})
    void refusesWhatEverybodyKnowsOfTheOwner(String password) {
        assertRefused(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"correct horse battery", "tr0ub4dor&3", "mango-lassi-verma-tuesday", "पासवर्डमजबूत", "k9#Lw2!x"})
    void takesOthersWithoutRulesOfComposition(String password) {
        assertThatCode(() -> rules.check(password, "/password", asha)).doesNotThrowAnyException();
    }

    @Test
    void countsCharactersNotBytes() {
        assertRefused("\uD83D\uDD11\uD83C\uDF0A\uD83C\uDFD6\uD83D\uDE80");
        assertRefused("k9#Lw2!");
        assertThatCode(() -> rules.check("xk".repeat(64) + "yq".repeat(64), "/password", asha))
                .doesNotThrowAnyException();
        assertRefused("xk".repeat(64) + "yq".repeat(64) + "z");
    }

    private void assertRefused(String password) {
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(() -> rules.check(password, "/password", asha))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo("account.weak_password");
                    assertThat(refused.fields()).hasSize(1);
                    assertThat(refused.fields().get(0).pointer()).isEqualTo("/password");
                });
    }
}
