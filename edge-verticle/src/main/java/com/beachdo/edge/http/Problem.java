package com.beachdo.edge.http;

import com.beachdo.edge.json.JsonOut;
import com.beachdo.platform.rpc.FieldError;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * A refusal or failure as a client sees it (RFC 9457).
 *
 * @param code stable and machine-readable
 * @param errors the fields at fault
 * @param retryAfterSeconds 0 for no hint
 */
public record Problem(int status, String code, String detail, List<FieldError> errors, int retryAfterSeconds) {
    public Problem(int status, String code, String detail) {
        this(status, code, detail, List.of(), 0);
    }

    public String title() {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }

    /** @param instance the path of the request */
    Buffer json(String instance, String traceId) {
        JsonOut out = JsonOut.fresh();
        out.open('{');
        out.member("type", "urn:beachdo:problem:" + code);
        out.member("title", title());
        out.member("status", status);
        out.member("detail", detail);
        out.member("instance", instance);
        out.member("code", code);
        out.member("traceId", traceId);
        if (!errors.isEmpty()) {
            out.name("errors");
            out.open('[');
            for (FieldError error : errors) {
                out.open('{');
                out.member("pointer", error.pointer());
                out.member("detail", error.detail());
                out.close('}');
            }
            out.close(']');
        }
        out.close('}');
        return out.toBuffer();
    }
}
