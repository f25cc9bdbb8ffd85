package com.beachdo.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.embedded.CaughtMessage;
import com.beachdo.embedded.EmbeddedServices;
import com.beachdo.embedded.Kind;
import com.beachdo.embedded.TestServices;
import com.beachdo.identity.kyc.KycConfig;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.RegisterRequest;
import com.beachdo.identity.v1.SecurityEventRecorded;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.UserChanged;
import com.beachdo.identity.v1.VerifyEmailRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.events.EventTransport;
import com.beachdo.platform.live.LiveEvents;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Identity on real services, as its callers see it, with a look behind it. */
final class IdentitySystem implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final Pattern CODE = Pattern.compile("\\b([0-9]{6})\\b");

    private final TestSystem system;
    private final EmbeddedServices services;
    private final Db db;
    private final IdentityConfig config;
    private final EventTransport events;
    private final List<JsonObject> ended = new CopyOnWriteArrayList<>();
    private final List<UserChanged> changes = new CopyOnWriteArrayList<>();
    private final List<EventEnvelope> acts = new CopyOnWriteArrayList<>();
    private final List<EventEnvelope> forumNews = new CopyOnWriteArrayList<>();

    private IdentitySystem(Map<String, String> overrides) {
        services = TestServices.shared(EnumSet.of(Kind.POSTGRES, Kind.MAIL, Kind.SMS));
        Map<String, String> environment = new HashMap<>(services.environment());
        // of a stand-in that another test has started
        String unused = environment.remove("BEACHDO_CAPTCHA_SECRET");
        environment.put("BEACHDO_BCRYPT_COST", "4");
        environment.put("BEACHDO_RATE_LIMIT_SCALE", "1000");
        environment.put("BEACHDO_OTP_CLIENT_LIMIT", "1000");
        environment.put("BEACHDO_OTP_HALT_AFTER", "1000");
        environment.putAll(overrides);
        config = IdentityConfig.from(environment::get);
        system = TestSystem.create(
                TestServices.postgres(), overrides.getOrDefault("BEACHDO_REDIS_URL", TestServices.redis()), "identity");
        db = Db.open(system.vertx(), system.config(), "identity");
        events = EventTransport.of(system.vertx(), system.config(), "test");
        system.vertx().eventBus().<JsonObject>consumer(LiveEvents.SESSIONS_ENDED, told -> ended.add(told.body()));
        system.vertx().eventBus().<EventEnvelope>consumer("beachdo.events.catalog", event -> {
            if (event.body().getType().endsWith(".UserChanged")) {
                changes.add(userChanged(event.body().getPayload()));
            }
            event.reply(null);
        });
        system.vertx().eventBus().<EventEnvelope>consumer("beachdo.events.moderation", event -> {
            acts.add(event.body());
            event.reply(null);
        });
        system.vertx().eventBus().<EventEnvelope>consumer("beachdo.events.chat", event -> event.reply(null));
        system.vertx().eventBus().<EventEnvelope>consumer("beachdo.events.forum", event -> {
            forumNews.add(event.body());
            event.reply(null);
        });
        deployAnother();
    }

    static IdentitySystem start() {
        return start(Map.of());
    }

    /** @param overrides of the environment */
    static IdentitySystem start(Map<String, String> overrides) {
        return new IdentitySystem(overrides);
    }

    /** The URL of a service for a proxy to stand in front of. */
    /** Settings that let people sign in at the stand-in of a provider. */
    static Map<String, String> oidc() {
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of("BEACHDO_OIDC_ISSUER", "BEACHDO_OIDC_CLIENT_ID", "BEACHDO_OIDC_CLIENT_SECRET")) {
            String unused = settings.put(name, url(Kind.OIDC, name));
        }
        return settings;
    }

    static String url(Kind kind, String variable) {
        return TestServices.shared(EnumSet.of(kind)).environment().getOrDefault(variable, "");
    }

    /** One more instance on the same database. */
    void deployAnother() {
        system.deploy(new IdentityVerticle(system.config(), config, new KycConfig(null, null, 1, true)));
    }

    TestSystem system() {
        return system;
    }

    /** The schema of identity, for what no contract shows. */
    Db db() {
        return db;
    }

    /** A new person's e-mail address. */
    static String newEmail() {
        return "person" + PEOPLE.incrementAndGet() + "@example.com";
    }

    /** A new person's phone. */
    static String newPhone() {
        return "+91%d".formatted(9_000_000_000L + PEOPLE.incrementAndGet());
    }

    <C, T> T call(Class<C> contract, Transport transport, CallContext caller, Call<C, T> call) {
        C client = system.client(contract, transport);
        return system.as(caller, () -> call.of(client));
    }

    <C, T> T anonymously(Class<C> contract, Transport transport, Call<C, T> call) {
        return call(contract, transport, CallContext.ANONYMOUS, call);
    }

    /** The same call many times at once: what came of each. */
    <C, T> List<Future<T>> inParallel(int copies, Class<C> contract, Transport transport, Call<C, T> call) {
        return inParallelAs(CallContext.ANONYMOUS, copies, contract, transport, call);
    }

    <C, T> List<Future<T>> inParallelAs(
            CallContext caller, int copies, Class<C> contract, Transport transport, Call<C, T> call) {
        C client = system.client(contract, transport);
        List<Future<T>> calls = new ArrayList<>();
        TestSystem.await(caller.run(system.vertx(), () -> {
            for (int i = 0; i < copies; i++) {
                calls.add(call.of(client));
            }
            return Future.join(calls).otherwiseEmpty();
        }));
        return calls;
    }

    SignedIn register(Transport transport, String email) {
        return anonymously(
                Accounts.class,
                transport,
                accounts -> accounts.register(RegisterRequest.newBuilder()
                        .setEmail(email)
                        .setPassword(PASSWORD)
                        .setName("Asha Verma")
                        .build()));
    }

    SignedIn registerVerified(Transport transport, String email) {
        SignedIn signedIn = register(transport, email);
        String token = mailedToken(email);
        anonymously(
                Accounts.class,
                transport,
                accounts -> accounts.verifyEmail(
                        VerifyEmailRequest.newBuilder().setToken(token).build()));
        return signedIn;
    }

    /** The context of calls with the access token. */
    static CallContext as(SignedIn signedIn) {
        JsonObject claims = claims(signedIn.getTokens().getAccessToken());
        Set<String> roles = Set.copyOf(
                claims.getJsonArray("roles").stream().map(String.class::cast).toList());
        return CallContext.ANONYMOUS.withSubject(claims.getString("sub"), roles, claims.getString("sid"));
    }

    /** The same caller in a session that showed a second factor. */
    CallContext steppedUp(CallContext caller) {
        String session = session(register(Transport.BUS, newEmail()));
        int changed = sql("UPDATE session SET stepped_up_at = now() WHERE session_id = $1", UUID.fromString(session));
        assertThat(changed).isEqualTo(1);
        return caller.withSubject(caller.requireSubject(), caller.roles(), session);
    }

    static JsonObject claims(String accessToken) {
        String payload = accessToken.split("\\.", -1)[1];
        return new JsonObject(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    static String session(SignedIn signedIn) {
        return claims(signedIn.getTokens().getAccessToken()).getString("sid");
    }

    /** The token of the newest verification mail to somebody, once it is there. */
    String mailedToken(String email) {
        return mailedToken(email, "/verify-email");
    }

    /** The code of the newest SMS to a phone, once it is there. */
    String sentCode(String phone) {
        return found(() -> messages("sms", phone), CODE);
    }

    List<CaughtMessage> messages(String channel, String to) {
        return services.messages(to).stream()
                .filter(message -> message.channel().equals(channel))
                .toList();
    }

    private static String found(Supplier<List<CaughtMessage>> messages, Pattern pattern) {
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(messages.get()).isNotEmpty());
        Matcher matcher = pattern.matcher(messages.get().get(0).text());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /** The reasons with which the end of a session was told. */
    List<String> endsTold(String sessionId) {
        return ended.stream()
                .filter(told -> sessionId.equals(told.getString("sessionId")))
                .map(told -> told.getString("reason"))
                .toList();
    }

    /** What the catalog was told of somebody. */
    List<UserChanged> changesOf(String userId) {
        return changes.stream()
                .filter(change -> change.getUserId().equals(userId))
                .toList();
    }

    /** Names of the events about somebody that moderation was told of. */
    List<String> toldModeration(String userId) {
        return acts.stream()
                .filter(event -> event.getAggregateId().equals(userId))
                .map(event -> event.getType().replaceAll(".*\\.", ""))
                .filter(name -> !name.equals("SecurityEventRecorded"))
                .toList();
    }

    /** Names of the events about somebody that the forum was told of. */
    List<String> toldForum(String userId) {
        return forumNews.stream()
                .filter(event -> event.getAggregateId().equals(userId))
                .map(event -> event.getType().replaceAll(".*\\.", ""))
                .toList();
    }

    /** The security events about somebody, or with "" about nobody, that moderation was told of. */
    List<SecurityEventRecorded> securityEvents(String userId) {
        return acts.stream()
                .filter(event -> event.getType().endsWith(".SecurityEventRecorded"))
                .map(event -> securityEvent(event.getPayload()))
                .filter(event -> event.getUserId().equals(userId))
                .toList();
    }

    /** The token of the newest mail to somebody whose link leads there, once it is there. */
    String mailedToken(String email, String path) {
        Pattern link = Pattern.compile(Pattern.quote(path) + "\\?token=([A-Za-z0-9_-]+)");
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(messages("mail", email))
                .anyMatch(mail -> link.matcher(mail.text()).find()));
        return messages("mail", email).stream()
                .map(mail -> link.matcher(mail.text()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** Brings an event from another domain; the same id is the same event. */
    void deliver(String eventId, String source, String aggregateId, Message event) {
        TestSystem.await(events.deliver(
                "identity",
                EventEnvelope.newBuilder()
                        .setEventId(eventId)
                        .setSource(source)
                        .setAggregateId(aggregateId)
                        .setType(event.getDescriptorForType().getFullName())
                        .setPayload(event.toByteString())
                        .build()));
    }

    static String newEventId() {
        return Ids.next().toString();
    }

    /** Returns once the statement has run, in a transaction that goes on until the gate opens. */
    Future<Void> holdingTransaction(Future<Void> gate, String statement, Object... arguments) {
        Promise<Void> held = Promise.promise();
        Future<Void> transaction = db.transaction(tx -> tx.query(statement, arguments)
                .onSuccess(ignored -> held.complete())
                .compose(ignored -> gate));
        TestSystem.await(held.future());
        return transaction;
    }

    /** Rows changed or found. */
    int sql(String statement, Object... arguments) {
        return TestSystem.await(db.query(statement, arguments)).rowCount();
    }

    Row row(String query, Object... arguments) {
        return TestSystem.await(db.query(query, arguments)).iterator().next();
    }

    static RpcException failure(ThrowingCallable call) {
        RpcException failure = catchThrowableOfType(RpcException.class, call);
        assertThat(failure).as("the call was to fail").isNotNull();
        return failure;
    }

    @Override
    public void close() {
        system.close();
    }

    private static UserChanged userChanged(ByteString payload) {
        try {
            return UserChanged.parseFrom(payload);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecurityEventRecorded securityEvent(ByteString payload) {
        try {
            return SecurityEventRecorded.parseFrom(payload);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A call of a contract. */
    interface Call<C, T> {
        Future<T> of(C client);
    }
}
