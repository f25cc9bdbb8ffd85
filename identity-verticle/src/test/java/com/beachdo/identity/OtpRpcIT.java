package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.newPhone;
import static com.beachdo.identity.IdentitySystem.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.embedded.Kind;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.Otp;
import com.beachdo.identity.v1.RegisterRequest;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartOtpReply;
import com.beachdo.identity.v1.VerifyOtpRequest;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TcpProxy;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtpRpcIT {
    private static IdentitySystem identity;
    private static TcpProxy provider;

    @BeforeAll
    static void start() {
        String url = IdentitySystem.url(Kind.SMS, "BEACHDO_SMS_URL");
        provider = TcpProxy.to(url);
        identity = IdentitySystem.start(Map.of("BEACHDO_SMS_URL", provider.url(url)));
    }

    @AfterAll
    static void stop() {
        identity.close();
        provider.close();
    }

    @ParameterizedTest
    @EnumSource
    void firstUseOfAPhoneMakesTheAccountAndLaterOnesFindIt(Transport transport) {
        Client client = new Client(identity, transport);
        String phone = newPhone();

        StartOtpReply challenge = client.startOtp(phone);
        assertThat(challenge.getExpiresIn()).isEqualTo(300);
        assertThat(challenge.getResendAfter()).isEqualTo(30);
        SignedIn first = client.verifyOtp(challenge, identity.sentCode(phone));
        assertThat(first.getUser().getName()).isEqualTo("New user");
        assertThat(first.getUser().getPhone()).isEqualTo(phone);
        assertThat(first.getUser().getPhoneVerified()).isTrue();
        assertThat(first.getUser().hasEmail()).isFalse();

        letTimePass(phone, 60);
        StartOtpReply again = client.startOtp(phone);
        assertThat(again.getResendAfter()).isEqualTo(60);
        SignedIn second = client.verifyOtp(again, newestCode(phone, 2));
        assertThat(second.getUser()).isEqualTo(first.getUser());
        assertThat(session(second)).isNotEqualTo(session(first));
    }

    @ParameterizedTest
    @EnumSource
    void takesTheNameOfANewAccount(Transport transport) {
        Client client = new Client(identity, transport);
        String phone = newPhone();
        StartOtpReply challenge = client.startOtp(phone);
        VerifyOtpRequest.Builder request = VerifyOtpRequest.newBuilder()
                .setChallengeId(challenge.getChallengeId())
                .setCode(identity.sentCode(phone));

        assertThat(failure(() -> identity.anonymously(
                                Otp.class,
                                transport,
                                otp -> otp.verifyOtp(
                                        request.clone().setName(" ").build())))
                        .code())
                .isEqualTo("account.name_invalid");
        SignedIn signedIn = identity.anonymously(
                Otp.class,
                transport,
                otp -> otp.verifyOtp(request.setName("Ravi").build()));

        assertThat(signedIn.getUser().getName()).isEqualTo("Ravi");
    }

    @ParameterizedTest
    @EnumSource
    void codeOfOneChallengeIsNoGoodForAnother(Transport transport) {
        Client client = new Client(identity, transport);
        String phone = newPhone();
        StartOtpReply first = client.startOtp(phone);
        String firstCode = identity.sentCode(phone);
        letTimePass(phone, 60);
        StartOtpReply second = client.startOtp(phone);
        String secondCode = newestCode(phone, 2);

        assertThat(failure(() -> client.verifyOtp(first, firstCode)).code()).isEqualTo("otp.invalid");
        assertThat(failure(() -> client.verifyOtp(first, secondCode)).code()).isEqualTo("otp.invalid");
        if (!firstCode.equals(secondCode)) {
            assertThat(failure(() -> client.verifyOtp(second, firstCode)).code())
                    .isEqualTo("otp.invalid");
        }
        client.verifyOtp(second, secondCode);
    }

    @ParameterizedTest
    @EnumSource
    void answersTheSameWhenTheProviderFails(Transport transport) {
        Client client = new Client(identity, transport);
        provider.cut();
        StartOtpReply reply = client.startOtp(newPhone());
        provider.heal();

        assertThat(reply.getExpiresIn()).isEqualTo(300);
        assertThat(reply.getResendAfter()).isEqualTo(30);
        assertThat(UUID.fromString(reply.getChallengeId()).version()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void refusesPhonesOfOtherCountries(Transport transport) {
        Client client = new Client(identity, transport);
        for (String phone : List.of("+14155550123", "9876543210", "")) {
            RpcException refused = failure(() -> client.startOtp(phone));
            assertThat(refused.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
            assertThat(refused.code()).isEqualTo("otp.phone_unsupported");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ownerOfAPhoneGetsNoAccountThatMerelyClaimsIt(Transport transport) {
        Client client = new Client(identity, transport);
        String phone = newPhone();
        SignedIn claimant = identity.anonymously(
                Accounts.class,
                transport,
                accounts -> accounts.register(RegisterRequest.newBuilder()
                        .setEmail(newEmail())
                        .setPassword(IdentitySystem.PASSWORD)
                        .setName("Claimant")
                        .setPhone(phone)
                        .build()));

        StartOtpReply challenge = client.startOtp(phone);
        SignedIn owner = client.verifyOtp(challenge, identity.sentCode(phone));

        assertThat(owner.getUser().getId()).isNotEqualTo(claimant.getUser().getId());
    }

    @ParameterizedTest
    @EnumSource
    void refusesARestrictedAccount(Transport transport) {
        Client client = new Client(identity, transport);
        String phone = newPhone();
        client.verifyOtp(client.startOtp(phone), identity.sentCode(phone));
        identity.sql("UPDATE account SET status = 'BANNED' WHERE phone = $1", phone);
        letTimePass(phone, 60);
        StartOtpReply challenge = client.startOtp(phone);
        String code = newestCode(phone, 2);

        RpcException banned = failure(() -> client.verifyOtp(challenge, code));

        assertThat(banned.status()).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(banned.code()).isEqualTo("auth.account_banned");
    }

    private static String newestCode(String phone, int messages) {
        com.beachdo.platform.testing.Eventually.within(
                10, java.util.concurrent.TimeUnit.SECONDS, () -> assertThat(identity.messages("sms", phone))
                        .hasSize(messages));
        return identity.sentCode(phone);
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
