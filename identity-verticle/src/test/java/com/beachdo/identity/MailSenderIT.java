package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.embedded.Kind;
import com.beachdo.identity.v1.LoginRequest;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TcpProxy;
import com.beachdo.platform.testing.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailSenderIT {
    private TcpProxy mailServer;
    private IdentitySystem identity;

    @BeforeEach
    void start() {
        String url = IdentitySystem.url(Kind.MAIL, "BEACHDO_SMTP_URL");
        mailServer = TcpProxy.to(url);
        identity = IdentitySystem.start(
                Map.of("BEACHDO_SMTP_URL", mailServer.url(url), "BEACHDO_FRONTEND_URL", "https://shop.example/app"));
    }

    @AfterEach
    void stop() {
        identity.close();
        mailServer.close();
    }

    @Test
    void linkLeadsToTheFrontEnd() {
        String email = newEmail();
        identity.register(Transport.BUS, email);

        String token = identity.mailedToken(email);

        assertThat(identity.messages("mail", email).get(0).text())
                .contains("https://shop.example/app/verify-email?token=" + token)
                .contains("Asha Verma");
    }

    @Test
    void findsUnusualAddresses() {
        String email = "o'neil+shop_{1}/x=y~z.%d@mail-1.example.co.in".formatted(System.nanoTime());
        identity.register(Transport.BUS, email);

        identity.mailedToken(email);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(waiting()).isZero());
    }

    @Test
    void sendsLaterWhatTheServerDidNotTake() {
        mailServer.cut();
        String email = newEmail();
        SignedIn signedIn = identity.register(Transport.BUS, email);
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(tries(signedIn)).isPositive());
        assertThat(identity.messages("mail", email)).isEmpty();

        mailServer.heal();
        identity.sql("UPDATE mail SET due_at = now()");

        identity.mailedToken(email);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(waiting()).isZero());
    }

    @Test
    void hangingServerHoldsNobodyUp() {
        mailServer.silence();
        List<String> emails = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            emails.add(newEmail());
            identity.register(Transport.BUS, emails.get(i));
        }
        Eventually.within(30, TimeUnit.SECONDS, () -> {
            assertThat(waiting()).isEqualTo(20);
            assertThat(mailServer.connections()).isPositive();
        });

        for (String email : emails) {
            assertThat(identity.anonymously(
                                    Sessions.class,
                                    Transport.BUS,
                                    sessions -> sessions.login(LoginRequest.newBuilder()
                                            .setEmail(email)
                                            .setPassword(PASSWORD)
                                            .build()))
                            .getUser()
                            .getEmail())
                    .isEqualTo(email);
        }
        mailServer.heal();
    }

    @Test
    void dropsAMailWhoseLinkIsOfNoUse() {
        mailServer.cut();
        String email = newEmail();
        SignedIn signedIn = identity.register(Transport.BUS, email);
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(tries(signedIn)).isPositive());
        // not healed before: the first try may still be under way
        identity.sql("UPDATE mail SET expires_at = now(), due_at = now()");

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(waiting()).isZero());
        mailServer.heal();
        assertThat(identity.messages("mail", email)).isEmpty();
    }

    private int tries(SignedIn signedIn) {
        return identity.row(
                        """
                        SELECT coalesce(max(tries), 0) AS tries
                        FROM mail WHERE account_id = $1
                        """,
                        UUID.fromString(signedIn.getUser().getId()))
                .getInteger("tries");
    }

    private long waiting() {
        return identity.row("SELECT count(*) AS n FROM mail").getLong("n");
    }
}
