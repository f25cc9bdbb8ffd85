package com.beachdo.identity.kyc;

import static com.beachdo.platform.testing.TestSystem.await;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.embedded.EmbeddedServices;
import com.beachdo.embedded.Kind;
import com.beachdo.embedded.TestServices;
import com.beachdo.identity.IdentityConfig;
import com.beachdo.identity.IdentityVerticle;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.ConfirmDigiLockerRequest;
import com.beachdo.identity.v1.FinishDigiLockerRequest;
import com.beachdo.identity.v1.GetKycRequest;
import com.beachdo.identity.v1.GetUserRequest;
import com.beachdo.identity.v1.Kyc;
import com.beachdo.identity.v1.KycState;
import com.beachdo.identity.v1.RegisterRequest;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartDigiLockerReply;
import com.beachdo.identity.v1.StartDigiLockerRequest;
import com.beachdo.identity.v1.UserChanged;
import com.beachdo.identity.v1.WithdrawKycRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Identity with KYC by the stand-in for DigiLocker, as its callers and their browsers see it. */
final class KycSystem implements AutoCloseable {
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final TestSystem system;
    private final Db db;
    private final HttpClient browser =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<UserChanged> changes = new CopyOnWriteArrayList<>();

    private KycSystem(Map<String, String> overrides) {
        EmbeddedServices services =
                TestServices.shared(EnumSet.of(Kind.POSTGRES, Kind.MAIL, Kind.SMS, Kind.DIGILOCKER));
        Map<String, String> environment = new HashMap<>(services.environment());
        // of a stand-in that another test has started
        String unused = environment.remove("BEACHDO_CAPTCHA_SECRET");
        environment.put("BEACHDO_BCRYPT_COST", "4");
        environment.put("BEACHDO_FRONTEND_URL", "https://front.example");
        environment.put("BEACHDO_KYC_CONFIRM", "off");
        environment.putAll(overrides);
        system = TestSystem.create(TestServices.postgres(), "redis://127.0.0.1", "identity");
        db = Db.open(system.vertx(), system.config(), "identity");
        system.vertx().eventBus().<EventEnvelope>consumer("beachdo.events.catalog", event -> {
            changes.add(userChanged(event.body()));
            event.reply(null);
        });
        system.deploy(new IdentityVerticle(
                system.config(), IdentityConfig.from(environment::get), KycConfig.from(environment::get)));
    }

    static KycSystem start() {
        return start(Map.of());
    }

    static KycSystem start(Map<String, String> overrides) {
        return new KycSystem(overrides);
    }

    /** Somebody with an account. */
    record Somebody(String id, CallContext caller) {}

    TestSystem system() {
        return system;
    }

    Somebody register(String name) {
        RegisterRequest request = RegisterRequest.newBuilder()
                .setEmail("kyc" + PEOPLE.incrementAndGet() + "@example.com")
                .setPassword("correct horse battery")
                .setName(name)
                .build();
        Accounts accounts = system.client(Accounts.class, Transport.BUS);
        SignedIn signedIn = system.as(CallContext.ANONYMOUS, () -> accounts.register(request));
        String id = signedIn.getUser().getId();
        return new Somebody(id, TestSystem.caller(id, "BUYER"));
    }

    StartDigiLockerReply start(Somebody who, Transport transport) {
        Kyc kyc = system.client(Kyc.class, transport);
        StartDigiLockerRequest request =
                StartDigiLockerRequest.newBuilder().setConsent(true).build();
        return system.as(who.caller(), () -> kyc.startDigiLocker(request));
    }

    StartDigiLockerReply start(Somebody who) {
        return start(who, Transport.BUS);
    }

    /** What the provider sends the browser back with, after the person there approved. */
    Map<String, String> approve(StartDigiLockerReply started, String name, String dob, String trouble) {
        return decide(
                started, Map.of("decision", "approve", "name", name, "dob", dob, "gender", "F", "trouble", trouble));
    }

    Map<String, String> decide(StartDigiLockerReply started, Map<String, String> decision) {
        URI uri = URI.create(started.getAuthorizationUrl());
        Map<String, String> form = new HashMap<>(query(uri));
        form.putAll(decision);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(uri.getScheme() + "://" + uri.getAuthority() + uri.getPath()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
                .build();
        try {
            HttpResponse<String> response = browser.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
            return query(URI.create(response.headers().firstValue("Location").orElseThrow()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the front end is told once the outcome is known; asking again with the same state tells it. */
    Map<String, String> finish(Map<String, String> back) {
        return finish(back, Transport.BUS);
    }

    Map<String, String> finish(Map<String, String> back, Transport transport) {
        AtomicReference<Map<String, String>> end = new AtomicReference<>(Map.of());
        Eventually.within(30, TimeUnit.SECONDS, () -> {
            end.set(finishOnce(back, transport));
            assertThat(end.get()).doesNotContainEntry("kyc", "pending");
        });
        return requireNonNull(end.get());
    }

    Map<String, String> finishOnce(Map<String, String> back) {
        return finishOnce(back, Transport.BUS);
    }

    /** Where the browser ends up: the query of the front end's page. */
    private Map<String, String> finishOnce(Map<String, String> back, Transport transport) {
        FinishDigiLockerRequest.Builder request = FinishDigiLockerRequest.newBuilder();
        back.forEach((name, value) -> {
            switch (name) {
                case "state" -> request.setState(value);
                case "code" -> request.setCode(value);
                case "error" -> request.setError(value);
                case "error_description" -> request.setErrorDescription(value);
                default -> throw new IllegalArgumentException(name);
            }
        });
        Kyc kyc = system.client(Kyc.class, transport);
        URI location = URI.create(system.as(CallContext.ANONYMOUS, () -> kyc.finishDigiLocker(request.build()))
                .getLocation());
        assertThat(location.toString()).startsWith("https://front.example/kyc?");
        return query(location);
    }

    KycState confirm(Somebody who, Map<String, String> back) {
        Kyc kyc = system.client(Kyc.class, Transport.BUS);
        return system.as(
                who.caller(),
                () -> kyc.confirmDigiLocker(ConfirmDigiLockerRequest.newBuilder()
                        .setState(back.getOrDefault("state", ""))
                        .setCode(back.getOrDefault("code", ""))
                        .build()));
    }

    /** The whole way: what the front end is told. */
    Map<String, String> verify(Somebody who, String name, String dob, String trouble) {
        return finish(approve(start(who), name, dob, trouble));
    }

    KycState state(Somebody who, Transport transport) {
        Kyc kyc = system.client(Kyc.class, transport);
        return system.as(who.caller(), () -> kyc.getKyc(GetKycRequest.getDefaultInstance()));
    }

    KycState state(Somebody who) {
        return state(who, Transport.BUS);
    }

    void withdraw(Somebody who, Transport transport) {
        Kyc kyc = system.client(Kyc.class, transport);
        Object unused = system.as(who.caller(), () -> kyc.withdrawKyc(WithdrawKycRequest.getDefaultInstance()));
    }

    boolean hasBadge(Somebody who) {
        Accounts accounts = system.client(Accounts.class, Transport.BUS);
        GetUserRequest request = GetUserRequest.newBuilder().setUserId(who.id()).build();
        return system.as(CallContext.ANONYMOUS, () -> accounts.getUser(request)).getVerified();
    }

    /** What the catalog was told of somebody, oldest first. */
    List<UserChanged> told(Somebody who) {
        return changes.stream()
                .filter(change -> change.getUserId().equals(who.id()))
                .toList();
    }

    int sql(String statement, Object... arguments) {
        return await(db.query(statement, arguments)).rowCount();
    }

    Row row(String query, Object... arguments) {
        return await(db.query(query, arguments)).iterator().next();
    }

    List<String> column(String query) {
        List<String> values = new CopyOnWriteArrayList<>();
        await(db.query(query)).forEach(row -> values.add(String.valueOf(row.getValue(0))));
        return values;
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

    private static Map<String, String> query(URI uri) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : uri.getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static UserChanged userChanged(EventEnvelope event) {
        try {
            return UserChanged.parseFrom(event.getPayload());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
