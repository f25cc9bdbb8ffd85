package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.newEventId;
import static com.beachdo.identity.IdentitySystem.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.LoginRequest;
import com.beachdo.identity.v1.RestrictUserRequest;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.User;
import com.beachdo.identity.v1.Users;
import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.SuspensionEnded;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RestrictionsIT {
    private static IdentitySystem identity;

    @BeforeAll
    static void start() {
        identity = IdentitySystem.start();
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    @Test
    void suspensionEndsAllSessions() {
        SignedIn signedIn = identity.register(Transport.BUS, newEmail());

        restrict(newEventId(), signedIn, false);

        assertThat(status(signedIn)).isEqualTo("SUSPENDED");
        assertThat(identity.endsTold(session(signedIn))).containsExactly("suspended");
        assertThat(identity.row(
                                "SELECT count(*) AS n FROM session WHERE account_id = $1 AND ended_at IS NULL",
                                id(signedIn))
                        .getLong("n"))
                .isZero();
    }

    @Test
    void sameEventAgainHasNoEffect() {
        SignedIn signedIn = identity.register(Transport.BUS, newEmail());
        String eventId = newEventId();

        restrict(eventId, signedIn, false);
        restrict(eventId, signedIn, false);

        assertThat(identity.endsTold(session(signedIn))).containsExactly("suspended");
        assertThat(identity.row("SELECT version FROM account WHERE account_id = $1", id(signedIn))
                        .getLong("version"))
                .isEqualTo(2);
    }

    @Test
    void suspensionDoesNotSoftenABan() {
        SignedIn signedIn = identity.register(Transport.BUS, newEmail());

        restrict(newEventId(), signedIn, true);
        restrict(newEventId(), signedIn, false);

        assertThat(status(signedIn)).isEqualTo("BANNED");
        assertThat(identity.endsTold(session(signedIn))).containsExactly("banned");
    }

    @Test
    void theEndOfADecisionDoesNotLiftWhatStaffDidByHand() {
        SignedIn signedIn = identity.register(Transport.BUS, newEmail());
        restrict(newEventId(), signedIn, false);
        byHand(signedIn, Users::suspendUser);

        end(signedIn);
        assertThat(status(signedIn)).isEqualTo("SUSPENDED");

        byHand(signedIn, Users::unsuspendUser);
        assertThat(status(signedIn)).isEqualTo("ACTIVE");
    }

    @Test
    void aSuspensionByHandIsOverWithItsTimeAndNotBefore() {
        SignedIn signedIn = identity.register(Transport.BUS, newEmail());
        byHand(
                signedIn,
                RestrictUserRequest.newBuilder()
                        .setUntil(Rows.timestamp(
                                OffsetDateTime.now(ZoneOffset.UTC).plusDays(1))),
                Users::suspendUser);
        end(signedIn);
        assertThat(status(signedIn)).as("its time is to come").isEqualTo("SUSPENDED");

        Object unused = identity.row(
                "UPDATE account SET restricted_by_hand_until = now() - interval '1 second' WHERE account_id = $1"
                        + " RETURNING status",
                id(signedIn));
        end(signedIn);

        assertThat(status(signedIn)).isEqualTo("ACTIVE");
        restrict(newEventId(), signedIn, false);
        end(signedIn);
        assertThat(status(signedIn)).as("it is forgotten").isEqualTo("ACTIVE");
    }

    @Test
    void anOverturnedBanLeavesTheSuspensionByHand() {
        SignedIn signedIn = identity.register(Transport.BUS, newEmail());
        byHand(signedIn, Users::suspendUser);
        restrict(newEventId(), signedIn, true);

        overturn(signedIn, CaseAction.CASE_ACTION_BAN);

        assertThat(status(signedIn)).isEqualTo("SUSPENDED");
    }

    @Test
    void theEndOfADecisionLetsInWhomNobodyElseKeepsOut() {
        SignedIn signedIn = identity.register(Transport.BUS, newEmail());
        restrict(newEventId(), signedIn, false);

        end(signedIn);

        assertThat(status(signedIn)).isEqualTo("ACTIVE");
    }

    @Test
    void anOverturnedSuspensionByHandLetsInAndAnotherOneDoesNot() {
        SignedIn signedIn = identity.register(Transport.BUS, newEmail());
        byHand(signedIn, Users::suspendUser);
        overturn(signedIn, CaseAction.CASE_ACTION_SUSPEND);
        assertThat(status(signedIn)).isEqualTo("SUSPENDED");

        UUID decision = identity.row("SELECT restricted_by_decision FROM account WHERE account_id = $1", id(signedIn))
                .getUUID("restricted_by_decision");
        overturn(signedIn, CaseAction.CASE_ACTION_SUSPEND, decision);
        assertThat(status(signedIn)).isEqualTo("ACTIVE");
    }

    @Test
    void theEndOfASuspensionIsToldOnce() {
        String email = newEmail();
        SignedIn signedIn = identity.registerVerified(Transport.BUS, email);
        restrict(newEventId(), signedIn, false);
        String eventId = newEventId();
        end(eventId, signedIn);
        end(eventId, signedIn);
        end(newEventId(), signedIn);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.messages("mail", email))
                .anySatisfy(mail -> assertThat(mail.text()).contains("the time of your suspension is over")));
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        identity.toldForum(signedIn.getUser().getId()))
                .containsOnlyOnce("SuspensionOver"));
        assertThat(identity.messages("mail", email))
                .filteredOn(mail -> mail.text().contains("the time of your suspension is over"))
                .hasSize(1);
    }

    private static void byHand(SignedIn signedIn, BiFunction<Users, RestrictUserRequest, Future<User>> deed) {
        byHand(signedIn, RestrictUserRequest.newBuilder(), deed);
    }

    private static void byHand(
            SignedIn signedIn,
            RestrictUserRequest.Builder how,
            BiFunction<Users, RestrictUserRequest, Future<User>> deed) {
        RestrictUserRequest request = how.setUserId(signedIn.getUser().getId())
                .setReason("Another matter")
                .build();
        User unused = identity.call(
                Users.class,
                Transport.BUS,
                TestSystem.caller(UUID.randomUUID().toString(), "BUYER", "MODERATOR"),
                users -> deed.apply(users, request));
    }

    private static void end(SignedIn signedIn) {
        end(newEventId(), signedIn);
    }

    private static void end(String eventId, SignedIn signedIn) {
        String userId = signedIn.getUser().getId();
        identity.deliver(
                eventId,
                "moderation",
                userId,
                SuspensionEnded.newBuilder()
                        .setUserId(userId)
                        .setDecisionId(UUID.randomUUID().toString())
                        .build());
    }

    private static void overturn(SignedIn signedIn, CaseAction action) {
        overturn(signedIn, action, UUID.randomUUID());
    }

    private static void overturn(SignedIn signedIn, CaseAction action, UUID decision) {
        String userId = signedIn.getUser().getId();
        identity.deliver(
                newEventId(),
                "moderation",
                userId,
                DecisionOverturned.newBuilder()
                        .setDecisionId(decision.toString())
                        .setAction(action)
                        .setOwnerId(userId)
                        .build());
    }

    @Test
    void signInThatRacesABanLosesToIt() {
        String email = newEmail();
        SignedIn signedIn = identity.register(Transport.BUS, email);
        Promise<Void> gate = Promise.promise();
        Future<Void> ban = identity.holdingTransaction(
                gate.future(), "UPDATE account SET status = 'BANNED' WHERE account_id = $1", id(signedIn));
        LoginRequest request = LoginRequest.newBuilder()
                .setEmail(email)
                .setPassword(IdentitySystem.PASSWORD)
                .build();
        Sessions sessions = identity.system().client(Sessions.class, Transport.BUS);

        Future<SignedIn> login = CallContext.ANONYMOUS.run(identity.system().vertx(), () -> sessions.login(request));
        Eventually.within(900, TimeUnit.MILLISECONDS, () -> assertThat(
                        identity.sql("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                + " AND datname = current_database()"))
                .isEqualTo(1));
        gate.complete();
        TestSystem.await(ban);

        assertThat(failure(() -> TestSystem.await(login)).code()).isEqualTo("auth.account_banned");
    }

    @Test
    void restrictionOfNobodyIsTaken() {
        identity.deliver(
                newEventId(), "moderation", "nobody", event(UUID.randomUUID().toString(), true));
    }

    private static void restrict(String eventId, SignedIn signedIn, boolean banned) {
        String userId = signedIn.getUser().getId();
        identity.deliver(eventId, "moderation", userId, event(userId, banned));
    }

    private static AccountRestricted event(String userId, boolean banned) {
        return AccountRestricted.newBuilder()
                .setUserId(userId)
                .setBanned(banned)
                .setReason("fraud")
                .setDecisionId(UUID.randomUUID().toString())
                .build();
    }

    private static String status(SignedIn signedIn) {
        return identity.row("SELECT status FROM account WHERE account_id = $1", id(signedIn))
                .getString("status");
    }

    private static UUID id(SignedIn signedIn) {
        return UUID.fromString(signedIn.getUser().getId());
    }
}
