package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.SignedIn;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Sessions that are over by themselves are told of, once. */
class LapsedSessionsIT {
    @Test
    void whatNobodyUsesAndWhatIsTooOldEndsAndOthersHearOfIt() {
        try (IdentitySystem identity = IdentitySystem.start()) {
            SignedIn unused = identity.register(Transport.BUS, newEmail());
            SignedIn old = identity.register(Transport.BUS, newEmail());
            SignedIn fresh = identity.register(Transport.BUS, newEmail());
            identity.sql(
                    "UPDATE session SET last_used_at = now() - interval '30 days' WHERE session_id = $1",
                    UUID.fromString(session(unused)));
            identity.sql("UPDATE session SET expires_at = now() WHERE session_id = $1", UUID.fromString(session(old)));
            Db db = Db.open(identity.system().vertx(), identity.system().config(), "identity");
            Cleanup cleanup = new Cleanup(identity.system().vertx(), db);

            Void first = TestSystem.await(cleanup.run());
            Void second = TestSystem.await(cleanup.run());

            for (SignedIn over : List.of(unused, old)) {
                Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                                identity.toldForum(over.getUser().getId()))
                        .containsExactly("SessionsEnded"));
            }
            assertThat(identity.toldForum(fresh.getUser().getId())).isEmpty();
            assertThat(identity.row("SELECT session_id FROM session WHERE ended_at IS NULL")
                            .getUUID("session_id"))
                    .hasToString(session(fresh));
        }
    }
}
