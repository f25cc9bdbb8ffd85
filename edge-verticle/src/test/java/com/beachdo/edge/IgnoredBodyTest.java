package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.SavedSearches;
import com.beachdo.catalog.v1.SavedSearchesService;
import com.beachdo.catalog.v1.UnsubscribeRequest;
import com.beachdo.common.v1.Empty;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Mail programs unsubscribe with a form as the body (RFC 8058). */
class IgnoredBodyTest {
    private static final String FORM = "List-Unsubscribe=One-Click";

    @Test
    void aBodyThatNobodyLooksAtMayBeOfAnyTypeAndTheConnectionGoesOn() throws IOException {
        AtomicReference<String> token = new AtomicReference<>("");
        String request = "POST /v1/unsubscribe?token=abc HTTP/1.1\r\nHost: a\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + FORM.length();
        try (TestEdge edge = TestEdge.withTheContract()) {
            edge.fake(SavedSearches.class, new SavedSearchesService() {
                @Override
                public Future<Empty> unsubscribe(UnsubscribeRequest asked) {
                    token.set(asked.getToken());
                    return Future.succeededFuture(Empty.getDefaultInstance());
                }
            });
            try (Raw raw = new Raw(edge)) {
                String all = raw.send(request + "\r\n\r\n" + FORM + request + "\r\nConnection: close\r\n\r\n" + FORM)
                        .untilClosed();
                assertThat(Raw.statuses(all)).containsExactly(204, 204);
            }
        }
        assertThat(token).hasValue("abc");
    }
}
