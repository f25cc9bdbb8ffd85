package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.Otp;
import com.beachdo.identity.v1.StartOtpReply;
import com.beachdo.identity.v1.StartOtpRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SmsBudgetIT {
    @Test
    void dayHasABudgetThatParallelCallsDoNotExceed() {
        try (IdentitySystem identity = IdentitySystem.start(
                Map.of("BEACHDO_OTP_DAILY_LIMIT", "3", "BEACHDO_REDIS_URL", "redis://127.0.0.1:1"))) {
            List<Future<StartOtpReply>> calls =
                    identity.inParallel(12, Otp.class, Transport.BUS, otp -> otp.startOtp(request(newPhone())));

            assertThat(calls).filteredOn(Future::succeeded).hasSize(3);
            assertThat(failure(() -> new Client(identity, Transport.BUS).startOtp(newPhone()))
                            .code())
                    .isEqualTo("otp.halted");
            assertThat(identity.row("SELECT count(*) AS n FROM otp_challenge").getLong("n"))
                    .isEqualTo(3);
        }
    }

    @Test
    void clientHasABudgetOfItsOwn() {
        try (IdentitySystem identity = IdentitySystem.start(Map.of("BEACHDO_OTP_CLIENT_LIMIT", "2"))) {
            assertThat(from(identity, "198.51.100.7").getExpiresIn()).isEqualTo(300);
            assertThat(from(identity, "198.51.100.7").getExpiresIn()).isEqualTo(300);

            assertThat(failure(() -> from(identity, "198.51.100.7")).code()).isEqualTo("otp.halted");
            assertThat(from(identity, "198.51.100.8").getExpiresIn()).isEqualTo(300);
        }
    }

    @Test
    void numbersWhoseCodesNeverComeBackGetNoMore() {
        try (IdentitySystem identity = IdentitySystem.start(Map.of("BEACHDO_OTP_HALT_AFTER", "4"))) {
            Client client = new Client(identity, Transport.BUS);
            for (int i = 0; i < 4; i++) {
                client.startOtp("+91700012345" + i);
            }

            assertThat(failure(() -> client.startOtp("+917000123459")).code()).isEqualTo("otp.halted");
            for (int i = 0; i < 5; i++) {
                String phone = "+91800012345" + i;
                client.verifyOtp(client.startOtp(phone), identity.sentCode(phone));
            }
            client.startOtp("+918000123459");
        }
    }

    @Test
    void phoneHasTenWrongTriesADayAcrossCodes() {
        try (IdentitySystem identity = IdentitySystem.start()) {
            Client client = new Client(identity, Transport.BUS);
            String phone = newPhone();
            for (int code = 0; code < 2; code++) {
                StartOtpReply challenge = client.startOtp(phone);
                for (int i = 0; i < 5; i++) {
                    assertThat(failure(() -> client.verifyOtp(challenge, "wrong!"))
                                    .code())
                            .isEqualTo("otp.invalid");
                }
                identity.sql("UPDATE otp_challenge SET created_at = created_at - interval '2 minutes'");
            }

            StartOtpReply third = client.startOtp(phone);

            String code = identity.sentCode(phone);
            assertThat(failure(() -> client.verifyOtp(third, code)).code()).isEqualTo("otp.invalid");
            assertThat(identity.row(
                                    "SELECT tries FROM otp_challenge WHERE challenge_id = $1",
                                    UUID.fromString(third.getChallengeId()))
                            .getInteger("tries"))
                    .isZero();
        }
    }

    private static StartOtpReply from(IdentitySystem identity, String address) {
        return identity.call(
                Otp.class,
                Transport.BUS,
                CallContext.ANONYMOUS.withClient(address, "test"),
                otp -> otp.startOtp(request(newPhone())));
    }

    private static StartOtpRequest request(String phone) {
        return StartOtpRequest.newBuilder().setPhone(phone).build();
    }
}
