package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.platform.rpc.RpcException;
import io.vertx.grpc.common.GrpcStatus;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says how a call must fail. */
final class Refused {
    private Refused() {}

    static void by(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(RpcException.class, refused -> Assertions.assertThat(refused.code())
                        .isEqualTo(code));
    }

    static void assertRefused(GrpcStatus status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RpcException.class, refused -> {
            Assertions.assertThat(refused.code()).isEqualTo(code);
            Assertions.assertThat(refused.status()).isEqualTo(status);
        });
    }
}
