package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.SignedIn;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmailVerificationIT {
    private static IdentitySystem identity;

    @BeforeAll
    static void start() {
        identity = IdentitySystem.start();
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    @ParameterizedTest
    @EnumSource
    void mailedLinkVerifiesTheEmailOnce(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn signedIn = identity.register(transport, email);
        String token = identity.mailedToken(email);

        client.verifyEmail(token);

        assertThat(client.me(signedIn).getEmailVerified()).isTrue();
        assertThat(client.me(signedIn).getVersion()).isEqualTo(2);
        RpcException again = failure(() -> client.verifyEmail(token));
        assertThat(again.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(again.code()).isEqualTo("account.verification_invalid");
        assertThat(identity.messages("mail", email)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void refusesForgedAndOldVerifications(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn signedIn = identity.register(transport, email);
        String token = identity.mailedToken(email);
        identity.sql(
                "UPDATE verification SET expires_at = now() - interval '1 second' WHERE account_id = $1",
                UUID.fromString(signedIn.getUser().getId()));

        for (String bad : List.of(token, "", "x", "A".repeat(64), token.substring(1) + "A")) {
            assertThat(failure(() -> client.verifyEmail(bad)).code()).isEqualTo("account.verification_invalid");
        }
        assertThat(client.me(signedIn).getEmailVerified()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void resendsTheMailUntilTheEmailIsVerified(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn signedIn = identity.register(transport, email);
        String first = identity.mailedToken(email);

        client.resendVerification(signedIn);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.messages("mail", email))
                .hasSize(2));
        String second = identity.mailedToken(email);
        assertThat(second).isNotEqualTo(first);
        client.verifyEmail(second);
        client.resendVerification(signedIn);

        assertThat(identity.row(
                                "SELECT count(*) AS n FROM verification WHERE account_id = $1",
                                UUID.fromString(signedIn.getUser().getId()))
                        .getLong("n"))
                .isEqualTo(2);
    }
}
