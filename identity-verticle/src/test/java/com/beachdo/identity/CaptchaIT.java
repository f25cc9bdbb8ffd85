package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.newPhone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.beachdo.common.v1.Empty;
import com.beachdo.embedded.Kind;
import com.beachdo.embedded.TestServices;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.ForgotPasswordRequest;
import com.beachdo.identity.v1.LoginRequest;
import com.beachdo.identity.v1.Otp;
import com.beachdo.identity.v1.Passwords;
import com.beachdo.identity.v1.RegisterRequest;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartOtpReply;
import com.beachdo.identity.v1.StartOtpRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptchaIT {
    private static final String HOME = "198.51.100.5";

    private static IdentitySystem identity;

    @BeforeAll
    static void start() {
        identity = system(Map.of("BEACHDO_CAPTCHA_HOSTNAMES", "beachdo.example, 127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    private static IdentitySystem system(Map<String, String> more) {
        Map<String, String> settings =
                new HashMap<>(TestServices.shared(EnumSet.of(Kind.CAPTCHA)).environment());
        settings.keySet().removeIf(name -> !name.startsWith("BEACHDO_CAPTCHA"));
        settings.putAll(more);
        return IdentitySystem.start(settings);
    }

    @ParameterizedTest
    @EnumSource
    void isAskedForBeforeWhatMachinesWouldDoInMasses(Transport transport) {
        String email = newEmail();
        String phone = newPhone();

        for (String token : List.of("", " ")) {
            assertThat(refusal(() -> register(identity, transport, email, token)))
                    .isEqualTo("captcha.required");
            assertThat(refusal(() -> startOtp(transport, phone, token))).isEqualTo("captcha.required");
            assertThat(refusal(() -> forgot(transport, email, token))).isEqualTo("captcha.required");
        }

        assertThatCode(() -> {
                    register(identity, transport, email, good());
                    startOtp(transport, phone, good());
                    forgot(transport, email, good());
                })
                .doesNotThrowAnyException();
    }

    @Test
    void tokenIsForOneUse() {
        String token = good();
        startOtp(Transport.BUS, newPhone(), token);

        RpcException refused = failure(() -> startOtp(Transport.BUS, newPhone(), token));

        assertThat(refused.code()).isEqualTo("captcha.invalid");
        assertThat(refused.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(refused.fields()).singleElement().satisfies(field -> assertThat(field.pointer())
                .isEqualTo("/captchaToken"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"made-up", "elsewhere-page", "&secret=x", "पास"})
    void tokenMustBeOfTheProviderAndOfOurPages(String token) {
        String phone = newPhone();

        assertThat(refusal(() -> startOtp(Transport.BUS, phone, token + UUID.randomUUID())))
                .isEqualTo("captcha.invalid");

        assertThat(identity.messages("sms", phone)).isEmpty();
    }

    @Test
    void refusesATokenThatNoProviderMakesWithoutAskingIt() {
        assertThat(refusal(() -> startOtp(Transport.BUS, newPhone(), "pass-" + "x".repeat(2_044))))
                .isEqualTo("captcha.invalid");
    }

    @Test
    void signingInNeedsItAfterWrongTriesWhetherOrNotThereIsAnAccount() {
        try (IdentitySystem own = system(Map.of("BEACHDO_RATE_LIMIT_SCALE", "1"))) {
            String known = newEmail();
            register(own, Transport.BUS, known, good());
            login(own, known, PASSWORD, "");
            List<String> refusals = new ArrayList<>();
            List<String> ofUnknown = new ArrayList<>();
            String unknown = newEmail();
            for (int i = 0; i < 6; i++) {
                refusals.add(refusal(() -> login(own, known, "a wrong guess", "")));
                ofUnknown.add(refusal(() -> login(own, unknown, "a wrong guess", "")));
            }

            assertThat(refusals).isEqualTo(ofUnknown);
            assertThat(refusals)
                    .containsExactly(
                            "auth.invalid_credentials",
                            "auth.invalid_credentials",
                            "auth.invalid_credentials",
                            "captcha.required",
                            "captcha.required",
                            "captcha.required");
            assertThat(refusal(() -> login(own, known, PASSWORD, ""))).isEqualTo("captcha.required");
            assertThat(refusal(() -> login(own, known, PASSWORD, "made-up"))).isEqualTo("captcha.invalid");
            assertThat(refusal(() -> login(own, known, "a wrong guess", good())))
                    .isEqualTo("auth.invalid_credentials");
            assertThat(login(own, known, PASSWORD, good()).getUser().getEmail()).isEqualTo(known);
        }
    }

    @Test
    void triesThatItStopsCannotLockAnAccount() {
        try (IdentitySystem own = system(Map.of("BEACHDO_RATE_LIMIT_SCALE", "1"))) {
            String email = newEmail();
            register(own, Transport.BUS, email, good());
            for (int i = 0; i < 3; i++) {
                assertThat(refusal(() -> login(own, email, "a wrong guess", "")))
                        .isEqualTo("auth.invalid_credentials");
            }
            for (int i = 0; i < 120; i++) {
                assertThat(refusal(() -> login(own, email, "a wrong guess", "")))
                        .isEqualTo("captcha.required");
            }

            assertThat(login(own, email, PASSWORD, good()).getUser().getEmail()).isEqualTo(email);
        }
    }

    @Test
    void tokensThatAreNotGoodCountAgainstTheClient() {
        try (IdentitySystem own = system(Map.of("BEACHDO_RATE_LIMIT_SCALE", "0.01"))) {
            List<String> codes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                codes.add(refusal(() -> register(own, Transport.BUS, newEmail(), "made-up")));
            }

            assertThat(codes)
                    .containsExactly("captcha.invalid", "captcha.invalid", "captcha.invalid", "auth.too_many_tries");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow-", "broken-", "huge-", "moved-", "garbage-"})
    void peopleAreLetInWhileTheProviderGivesNoClearAnswer(String trouble) {
        try (IdentitySystem own = system(Map.of())) {
            assertThatCode(() -> register(own, Transport.BUS, newEmail(), trouble + UUID.randomUUID()))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow-", "broken-", "huge-", "moved-", "garbage-"})
    void peopleAreRefusedThenWhereThatIsWanted(String trouble) {
        try (IdentitySystem own = system(Map.of("BEACHDO_CAPTCHA_WHEN_AWAY", "refuse"))) {
            RpcException refused = failure(() -> register(own, Transport.BUS, newEmail(), trouble + UUID.randomUUID()));

            assertThat(refused.code()).isEqualTo("captcha.unavailable");
            assertThat(refused.status()).isEqualTo(GrpcStatus.UNAVAILABLE);
        }
    }

    @Test
    void aSecretThatIsNotOursIsNobodysFault() {
        try (IdentitySystem own =
                system(Map.of("BEACHDO_CAPTCHA_SECRET", "another", "BEACHDO_CAPTCHA_WHEN_AWAY", "refuse"))) {
            assertThat(refusal(() -> register(own, Transport.BUS, newEmail(), good())))
                    .isEqualTo("captcha.unavailable");
        }
    }

    @Test
    void nobodyIsAskedWithoutAProvider() {
        try (IdentitySystem own = IdentitySystem.start()) {
            assertThatCode(() -> register(own, Transport.BUS, newEmail(), "")).doesNotThrowAnyException();
        }
    }

    private static String good() {
        return "pass-" + UUID.randomUUID();
    }

    private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return failure(call).code();
    }

    private static CallContext caller() {
        return CallContext.ANONYMOUS.withClient(HOME, "test");
    }

    private static SignedIn register(IdentitySystem identity, Transport transport, String email, String token) {
        RegisterRequest.Builder request = RegisterRequest.newBuilder()
                .setEmail(email)
                .setPassword(PASSWORD)
                .setName("Asha Verma");
        RegisterRequest made = token.isEmpty()
                ? request.build()
                : request.setCaptchaToken(token).build();
        return identity.call(Accounts.class, transport, caller(), accounts -> accounts.register(made));
    }

    private static SignedIn login(IdentitySystem identity, String email, String password, String token) {
        LoginRequest request = LoginRequest.newBuilder()
                .setEmail(email)
                .setPassword(password)
                .setCaptchaToken(token)
                .build();
        return identity.call(Sessions.class, Transport.BUS, caller(), sessions -> sessions.login(request));
    }

    private static StartOtpReply startOtp(Transport transport, String phone, String token) {
        StartOtpRequest request = StartOtpRequest.newBuilder()
                .setPhone(phone)
                .setCaptchaToken(token)
                .build();
        return identity.call(Otp.class, transport, caller(), otp -> otp.startOtp(request));
    }

    private static Empty forgot(Transport transport, String email, String token) {
        ForgotPasswordRequest request = ForgotPasswordRequest.newBuilder()
                .setEmail(email)
                .setCaptchaToken(token)
                .build();
        return identity.call(Passwords.class, transport, caller(), passwords -> passwords.forgotPassword(request));
    }
}
