package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.LoginRequest;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.Transport;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateIT {
    private static final String HOME = "198.51.100.5";

    @Test
    void attackersAreStoppedAndTheOwnerIsNot() {
        try (IdentitySystem identity = IdentitySystem.start(Map.of("BEACHDO_RATE_LIMIT_SCALE", "1"))) {
            String email = newEmail();
            identity.registerVerified(Transport.BUS, email);
            login(identity, HOME, email, PASSWORD);

            for (int attacker = 0; attacker < 10; attacker++) {
                for (int guess = 0; guess < 10; guess++) {
                    assertThat(refusal(identity, "203.0." + attacker + ".9", email))
                            .isEqualTo("auth.invalid_credentials");
                }
                assertThat(refusal(identity, "203.0." + attacker + ".9", email)).isEqualTo("auth.too_many_tries");
            }

            assertThat(refusal(identity, "192.0.2.77", email)).isEqualTo("auth.too_many_tries");
            assertThat(login(identity, HOME, email, PASSWORD).getUser().getEmail())
                    .isEqualTo(email);
        }
    }

    @Test
    void knownAndUnknownAddressesAreRefusedAlike() {
        try (IdentitySystem identity = IdentitySystem.start(Map.of("BEACHDO_RATE_LIMIT_SCALE", "1"))) {
            String known = newEmail();
            identity.registerVerified(Transport.BUS, known);
            String unknown = newEmail();
            for (int guess = 0; guess < 12; guess++) {
                assertThat(refusal(identity, HOME, known)).isEqualTo(refusal(identity, HOME, unknown));
            }
            assertThat(refusal(identity, HOME, known)).isEqualTo("auth.too_many_tries");
        }
    }

    @Test
    void rightPasswordsAreNotCounted() {
        try (IdentitySystem identity = IdentitySystem.start(Map.of("BEACHDO_RATE_LIMIT_SCALE", "1"))) {
            String email = newEmail();
            identity.register(Transport.BUS, email);
            for (int i = 0; i < 30; i++) {
                login(identity, HOME, email, PASSWORD);
            }
        }
    }

    @Test
    void withoutRedisTheLimitIsTighterNotOpen() {
        try (IdentitySystem identity = IdentitySystem.start(
                Map.of("BEACHDO_RATE_LIMIT_SCALE", "1", "BEACHDO_REDIS_URL", "redis://127.0.0.1:1"))) {
            String email = newEmail();
            identity.register(Transport.BUS, email);
            login(identity, HOME, email, PASSWORD);

            assertThat(refusal(identity, HOME, email)).isEqualTo("auth.invalid_credentials");
            assertThat(refusal(identity, HOME, email)).isEqualTo("auth.invalid_credentials");
            assertThat(refusal(identity, HOME, email)).isEqualTo("auth.too_many_tries");
        }
    }

    private static String refusal(IdentitySystem identity, String address, String email) {
        return failure(() -> login(identity, address, email, "a wrong guess")).code();
    }

    private static SignedIn login(IdentitySystem identity, String address, String email, String password) {
        LoginRequest request =
                LoginRequest.newBuilder().setEmail(email).setPassword(password).build();
        CallContext caller = CallContext.ANONYMOUS.withClient(address, "test");
        return identity.call(Sessions.class, Transport.BUS, caller, sessions -> sessions.login(request));
    }
}
