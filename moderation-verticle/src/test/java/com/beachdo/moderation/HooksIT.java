package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SecurityEventRecorded;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.HookDelivery;
import com.beachdo.moderation.v1.HookDeliveryState;
import com.beachdo.moderation.v1.Hooks;
import com.beachdo.moderation.v1.ListHookDeliveriesRequest;
import com.beachdo.moderation.v1.RetryHookDeliveryRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decisions told to a service outside, which is sometimes not well. */
class HooksIT {
    private static final String SECRET = "a secret of more than thirty-two characters";
    private static final List<Received> RECEIVED = new CopyOnWriteArrayList<>();
    private static final Vertx VERTX = Vertx.vertx();
    private static volatile int answer = 204;
    private static ModerationSystem moderation;

    private record Received(String delivery, String timestamp, String signature, String body) {}

    @BeforeAll
    static void start() {
        HttpServer receiver = TestSystem.await(VERTX.createHttpServer()
                .requestHandler(request -> request.bodyHandler(body -> {
                    RECEIVED.add(new Received(
                            String.valueOf(request.getHeader("Beachdo-Delivery")),
                            String.valueOf(request.getHeader("Beachdo-Timestamp")),
                            String.valueOf(request.getHeader("Beachdo-Signature")),
                            body.toString()));
                    Future<Void> unused =
                            request.response().setStatusCode(answer).end();
                }))
                .listen(0, "127.0.0.1"));
        URI url = URI.create("http://127.0.0.1:" + receiver.actualPort() + "/decisions");
        moderation = new ModerationSystem(new ModerationConfig("IN", new ModerationConfig.Hook(url, SECRET, 0.05)));
    }

    @AfterAll
    static void stop() {
        moderation.close();
        TestSystem.await(VERTX.close());
    }

    @CanIgnoreReturnValue
    private static <T> T call(Person person, Function<Hooks, Future<T>> call) {
        Hooks client = moderation.system.client(Hooks.class, person.transport());
        return moderation.system.as(person.context(), () -> call.apply(client));
    }

    private static List<Received> about(String decision) {
        return RECEIVED.stream().filter(one -> one.body().contains(decision)).toList();
    }

    private static List<HookDelivery> deliveries(Person admin, HookDeliveryState state, String decision) {
        return call(
                        admin,
                        hooks -> hooks.listHookDeliveries(ListHookDeliveriesRequest.newBuilder()
                                .setState(state)
                                .setLimit(100)
                                .build()))
                .getItemsList()
                .stream()
                .filter(one -> one.getPayload().contains(decision))
                .toList();
    }

    @Test
    void aDecisionIsToldOnceAndSigned() throws GeneralSecurityException {
        answer = 204;
        Content listing = moderation.listing();
        Case decided = moderation
                .moderator(Transport.BUS)
                .decide(moderation.caseAbout(listing), CaseAction.CASE_ACTION_REMOVE);
        String decision = decided.getDecision().getId();

        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(about(decision)).hasSize(1));

        Received told = about(decision).get(0);
        JsonObject body = new JsonObject(told.body());
        assertThat(body.getString("type")).isEqualTo("decision.made");
        assertThat(body.getString("id")).isEqualTo(told.delivery());
        assertThat(body.getString("targetId")).isEqualTo(listing.id());
        assertThat(body.getString("ownerId")).isEqualTo(listing.ownerId());
        assertThat(body.getJsonObject("decision").getString("action")).isEqualTo("REMOVE");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(told.signature())
                .isEqualTo("v1="
                        + HexFormat.of()
                                .formatHex(mac.doFinal(
                                        (told.timestamp() + "." + told.body()).getBytes(StandardCharsets.UTF_8))));
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        moderation.count("hook_delivery WHERE delivery_id = $1", UUID.fromString(told.delivery())))
                .isZero());
    }

    @Test
    void newAndErasedAccountsAreToldByTheirIds() {
        answer = 204;
        String user = Ids.next().toString();

        moderation.tell(
                user,
                SecurityEventRecorded.newBuilder()
                        .setUserId(user)
                        .setAction(SecurityAction.SECURITY_ACTION_REGISTERED)
                        .setTimes(1)
                        .build());
        moderation.tell(
                user,
                SecurityEventRecorded.newBuilder()
                        .setUserId(user)
                        .setAction(SecurityAction.SECURITY_ACTION_SIGNED_IN)
                        .setTimes(1)
                        .build());
        moderation.tell(user, AccountErased.newBuilder().setUserId(user).build());

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(about(user)).hasSize(2));
        assertThat(about(user).stream().map(told -> new JsonObject(told.body())))
                .allSatisfy(body -> assertThat(body.fieldNames()).containsExactlyInAnyOrder("id", "type", "userId"))
                .extracting(body -> body.getString("type"))
                .containsExactlyInAnyOrder("user.created", "user.deleted");
    }

    @Test
    void whatIsNotTakenIsTriedAgainGivenUpAndTriedWhenAskedTo() {
        answer = 500;
        Person admin = moderation.admin(Transport.GRPC);
        Case decided = moderation
                .moderator(Transport.BUS)
                .decide(moderation.caseAbout(moderation.listing()), CaseAction.CASE_ACTION_WARN);
        String decision = decided.getDecision().getId();
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(about(decision)).hasSizeGreaterThan(1));
        assertThat(deliveries(admin, HookDeliveryState.HOOK_DELIVERY_STATE_WAITING, decision))
                .singleElement()
                .satisfies(one -> assertThat(one.getTries()).isPositive());
        String waiting = deliveries(admin, HookDeliveryState.HOOK_DELIVERY_STATE_WAITING, decision)
                .get(0)
                .getId();
        assertRefused(GrpcStatus.FAILED_PRECONDITION, "hook.not_dead", () -> retry(admin, waiting));
        moderation.sql("UPDATE hook_delivery SET tries = 11, due_at = now()");

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        deliveries(admin, HookDeliveryState.HOOK_DELIVERY_STATE_DEAD, decision))
                .hasSize(1));

        HookDelivery dead = deliveries(admin, HookDeliveryState.HOOK_DELIVERY_STATE_DEAD, decision)
                .get(0);
        assertThat(dead.getError()).isEqualTo("HTTP 500");
        answer = 200;
        assertThat(retry(admin, dead.getId()).getState()).isEqualTo(HookDeliveryState.HOOK_DELIVERY_STATE_WAITING);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        moderation.count("hook_delivery WHERE delivery_id = $1", UUID.fromString(dead.getId())))
                .isZero());
        assertThat(moderation.count("audit WHERE action = 'hook.retry'")).isEqualTo(1);
        assertRefused(
                GrpcStatus.NOT_FOUND,
                "hook.not_found",
                () -> retry(admin, Ids.next().toString()));
    }

    private static HookDelivery retry(Person admin, String id) {
        return call(
                admin,
                hooks -> hooks.retryHookDelivery(
                        RetryHookDeliveryRequest.newBuilder().setDeliveryId(id).build()));
    }

    @Test
    void nothingIsToldOfWhatWasRolledBack() {
        answer = 204;
        String caseId = moderation.caseAbout(moderation.listing());
        Person staff = moderation.moderator(Transport.BUS);
        moderation.sql("ALTER TABLE outbox ADD CONSTRAINT refuse_check CHECK (false) NOT VALID");
        try {
            assertRefused(GrpcStatus.INTERNAL, "internal", () -> staff.decide(caseId, CaseAction.CASE_ACTION_REMOVE));
        } finally {
            moderation.sql("ALTER TABLE outbox DROP CONSTRAINT refuse_check");
        }
        assertThat(moderation.count("hook_delivery WHERE payload LIKE '%' || $1 || '%'", caseId))
                .isZero();
    }
}
