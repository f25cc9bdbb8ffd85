package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.beachdo.identity.tokens.SigningKeyStore;
import com.beachdo.identity.v1.LoginRequest;
import com.beachdo.identity.v1.Role;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentityVerticleIT {
    @Test
    void makesTheFirstAdministratorOnce() {
        String email = newEmail();
        try (IdentitySystem identity = IdentitySystem.start(
                Map.of("BEACHDO_ADMIN_EMAIL", email, "BEACHDO_ADMIN_PASSWORD", IdentitySystem.PASSWORD))) {
            identity.deployAnother();

            SignedIn admin = identity.anonymously(
                    Sessions.class,
                    Transport.BUS,
                    sessions -> sessions.login(LoginRequest.newBuilder()
                            .setEmail(email)
                            .setPassword(IdentitySystem.PASSWORD)
                            .build()));

            assertThat(admin.getUser().getRolesList())
                    .containsExactly(Role.ROLE_BUYER, Role.ROLE_MODERATOR, Role.ROLE_ADMIN);
            assertThat(admin.getUser().getEmailVerified()).isTrue();
            assertThat(identity.row("SELECT count(*) AS n FROM account").getLong("n"))
                    .isEqualTo(1);
        }
    }

    @Test
    void doesNotStartWithAnotherSecret() {
        try (IdentitySystem identity = IdentitySystem.start()) {
            Db db = Db.open(identity.system().vertx(), identity.system().config(), "identity");
            SigningKeyStore other = new SigningKeyStore(db, new byte[32]);

            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> TestSystem.await(other.current()))
                    .withMessageContaining("BEACHDO_SECRET_KEY");
        }
    }

    @Test
    void forgetsWhatNoLongerMattersAndNothingElse() {
        try (IdentitySystem identity = IdentitySystem.start()) {
            SignedIn old = identity.register(Transport.BUS, newEmail());
            SignedIn fresh = identity.register(Transport.BUS, newEmail());
            identity.sql(
                    "UPDATE session SET last_used_at = now() - interval '32 days' WHERE session_id = $1",
                    UUID.fromString(session(old)));
            identity.sql(
                    "UPDATE verification SET expires_at = now() - interval '2 days' WHERE account_id = $1",
                    UUID.fromString(old.getUser().getId()));
            Db db = Db.open(identity.system().vertx(), identity.system().config(), "identity");

            TestSystem.await(new Cleanup(identity.system().vertx(), db).run());

            assertThat(identity.row("SELECT session_id FROM session").getUUID("session_id"))
                    .hasToString(session(fresh));
            assertThat(identity.row("SELECT count(*) AS n FROM refresh_token").getLong("n"))
                    .isEqualTo(1);
            assertThat(identity.row("SELECT account_id FROM verification").getUUID("account_id"))
                    .hasToString(fresh.getUser().getId());
            assertThat(identity.row("SELECT count(*) AS n FROM verification").getLong("n"))
                    .isEqualTo(1);
        }
    }
}
