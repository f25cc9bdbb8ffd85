package com.beachdo.identity.kyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.identity.kyc.KycSystem.Somebody;
import com.beachdo.identity.v1.KycStatus;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the browser came back with is confirmed by whoever started. */
class KycConfirmIT {
    private static final String NAME = "Asha Patil";

    @Test
    void nobodyProvesTheirIdentityForSomebodyElse() {
        try (KycSystem kyc = KycSystem.start(Map.of("BEACHDO_KYC_CONFIRM", "on"))) {
            Somebody mallory = kyc.register(NAME);
            Somebody asha = kyc.register(NAME);
            Map<String, String> back = kyc.approve(kyc.start(mallory), NAME, "11111981", "NONE");

            Map<String, String> end = kyc.finishOnce(back);

            assertThat(end).containsEntry("kyc", "confirm");
            assertThat(kyc.state(mallory).getStatus()).isEqualTo(KycStatus.KYC_STATUS_PENDING);
            RpcException refused = catchThrowableOfType(RpcException.class, () -> kyc.confirm(asha, back));
            assertThat(refused.code()).isEqualTo("kyc.attempt_invalid");
            assertThat(kyc.state(asha).getStatus()).isEqualTo(KycStatus.KYC_STATUS_NOT_STARTED);
        }
    }

    @Test
    void whoeverStartedConfirmsOnce() {
        try (KycSystem kyc = KycSystem.start(Map.of("BEACHDO_KYC_CONFIRM", "on"))) {
            Somebody asha = kyc.register(NAME);
            Map<String, String> back = kyc.approve(kyc.start(asha), NAME, "12111981", "NONE");

            Object unused = kyc.confirm(asha, back);

            Eventually.within(
                    30, TimeUnit.SECONDS, () -> assertThat(kyc.state(asha).getStatus())
                            .isEqualTo(KycStatus.KYC_STATUS_VERIFIED));
            RpcException again = catchThrowableOfType(RpcException.class, () -> kyc.confirm(asha, back));
            assertThat(again.code()).isEqualTo("kyc.attempt_invalid");
        }
    }
}
