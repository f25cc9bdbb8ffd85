package com.beachdo.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.platform.rpc.RpcException;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static final String LIST = "listings newest category=cars";

    private final Cursor cursor = new Cursor(new byte[32]);

    @Test
    void bringsBackTheValues() {
        for (List<String> values : List.of(
                List.of("2026-11-22T10:00:00Z", "0190b5a4-0000-7000-8000-000000000000"),
                List.of("", ""),
                List.of("a\u001fb", "3:c,\n"),
                List.of("₹ नमस्ते", "a b+c/d=e"))) {
            String encoded = cursor.encode(LIST, values);

            assertThat(cursor.decode(LIST, encoded, 2)).isEqualTo(values);
            assertThat(encoded).matches("[A-Za-z0-9_-]+");
        }
    }

    @Test
    void startsAtTheBeginningWithoutOne() {
        assertThat(cursor.decode(LIST, null, 2)).isNull();
        assertThat(cursor.decode(LIST, "", 2)).isNull();
    }

    @Test
    void refusesEveryChangedByte() {
        byte[] whole = Base64.getUrlDecoder().decode(cursor.encode(LIST, List.of("5", "id")));
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        }
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(whole, length))
                    + (length == 0 ? "A" : ""));
        }
    }

    @Test
    void refusesWhatIsNoCursor() {
        assertRefused("not a cursor");
        assertRefused("' OR 1=1 --");
        assertRefused("AAAA");
        assertRefused("A".repeat(5_000));
    }

    @Test
    void refusesTheCursorOfAnotherListAnotherKeyAndAnotherOrder() {
        String encoded = cursor.encode(LIST, List.of("5", "id"));

        assertThatThrownBy(() -> cursor.decode("listings newest category=flats", encoded, 2))
                .isInstanceOf(RpcException.class);
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        assertThatThrownBy(() -> new Cursor(otherKey).decode(LIST, encoded, 2)).isInstanceOf(RpcException.class);
        assertThatThrownBy(() -> cursor.decode(LIST, encoded, 3)).isInstanceOf(RpcException.class);
    }

    private void assertRefused(String encoded) {
        assertThatThrownBy(() -> cursor.decode(LIST, encoded, 2))
                .isInstanceOfSatisfying(RpcException.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
                    assertThat(refusal.code()).isEqualTo("request.cursor_invalid");
                    assertThat(refusal.fields()).hasSize(1);
                });
    }
}
