package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.Otp;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartOtpReply;
import com.beachdo.identity.v1.StartOtpRequest;
import com.beachdo.identity.v1.VerifyOtpRequest;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtpLimitsIT {
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
    void codeIsGoodForOneOfAHundredParallelTries(Transport transport) {
        Client client = new Client(identity, transport);
        String phone = newPhone();
        StartOtpReply challenge = client.startOtp(phone);
        VerifyOtpRequest request = VerifyOtpRequest.newBuilder()
                .setChallengeId(challenge.getChallengeId())
                .setCode(identity.sentCode(phone))
                .build();

        List<Future<SignedIn>> calls = identity.inParallel(100, Otp.class, transport, otp -> otp.verifyOtp(request));

        assertThat(calls).filteredOn(Future::succeeded).hasSize(1);
        assertThat(failure(() -> identity.anonymously(Otp.class, transport, otp -> otp.verifyOtp(request)))
                        .code())
                .isEqualTo("otp.invalid");
        assertThat(identity.row("SELECT count(*) AS n FROM account WHERE phone = $1", phone)
                        .getLong("n"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void ofAHundredParallelGuessesFiveAreJudged(Transport transport) {
        Client client = new Client(identity, transport);
        String phone = newPhone();
        StartOtpReply challenge = client.startOtp(phone);
        String code = identity.sentCode(phone);
        VerifyOtpRequest wrong = VerifyOtpRequest.newBuilder()
                .setChallengeId(challenge.getChallengeId())
                .setCode(otherThan(code))
                .build();

        List<Future<SignedIn>> calls = identity.inParallel(100, Otp.class, transport, otp -> otp.verifyOtp(wrong));

        assertThat(calls).noneMatch(Future::succeeded);
        assertThat(identity.row(
                                "SELECT tries FROM otp_challenge WHERE challenge_id = $1",
                                UUID.fromString(challenge.getChallengeId()))
                        .getInteger("tries"))
                .isEqualTo(5);
        assertThat(failure(() -> client.verifyOtp(challenge, code)).code()).isEqualTo("otp.invalid");
    }

    @ParameterizedTest
    @EnumSource
    void fifthTryMayStillBeRight(Transport transport) {
        Client client = new Client(identity, transport);
        String phone = newPhone();
        StartOtpReply challenge = client.startOtp(phone);
        String code = identity.sentCode(phone);

        for (int i = 0; i < 4; i++) {
            RpcException wrong = failure(() -> client.verifyOtp(challenge, otherThan(code)));
            assertThat(wrong.status()).isEqualTo(GrpcStatus.UNAUTHENTICATED);
            assertThat(wrong.code()).isEqualTo("otp.invalid");
        }
        assertThat(client.verifyOtp(challenge, code).getUser().getPhone()).isEqualTo(phone);
    }

    @ParameterizedTest
    @EnumSource
    void codeIsGoodForFiveMinutes(Transport transport) {
        Client client = new Client(identity, transport);
        String phone = newPhone();
        StartOtpReply challenge = client.startOtp(phone);
        String code = identity.sentCode(phone);
        letTimePass(phone, 300);

        assertThat(failure(() -> client.verifyOtp(challenge, code)).code()).isEqualTo("otp.invalid");
    }

    @ParameterizedTest
    @EnumSource
    void sendsNoSecondCodeTooSoonAndNoSixthInADay(Transport transport) {
        Client client = new Client(identity, transport);
        String phone = newPhone();
        client.startOtp(phone);

        RpcException tooSoon = failure(() -> client.startOtp(phone));
        assertThat(tooSoon.status()).isEqualTo(GrpcStatus.RESOURCE_EXHAUSTED);
        assertThat(tooSoon.code()).isEqualTo("otp.too_soon");
        assertThat(tooSoon.retryAfterSeconds()).isBetween(1, 30);

        for (int i = 0; i < 4; i++) {
            letTimePass(phone, 120);
            client.startOtp(phone);
        }
        letTimePass(phone, 3_600);
        RpcException tooMany = failure(() -> client.startOtp(phone));
        assertThat(tooMany.code()).isEqualTo("otp.too_soon");
        assertThat(tooMany.retryAfterSeconds()).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @EnumSource
    void ofParallelRequestsOneSendsACode(Transport transport) {
        String phone = newPhone();
        StartOtpRequest request = StartOtpRequest.newBuilder().setPhone(phone).build();

        List<Future<StartOtpReply>> calls = identity.inParallel(20, Otp.class, transport, otp -> otp.startOtp(request));

        assertThat(calls).filteredOn(Future::succeeded).hasSize(1);
        identity.sentCode(phone);
        assertThat(identity.messages("sms", phone)).hasSize(1);
    }

    private static String otherThan(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private static void letTimePass(String phone, int seconds) {
        identity.sql(
                """
                UPDATE otp_challenge SET created_at = created_at - make_interval(secs => $2),
                    expires_at = expires_at - make_interval(secs => $2)
                WHERE phone = $1
                """,
                phone,
                (double) seconds);
    }
}
