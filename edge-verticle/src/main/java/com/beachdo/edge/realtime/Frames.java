package com.beachdo.edge.realtime;

import com.beachdo.edge.http.Problem;
import com.beachdo.edge.http.Problems;
import com.beachdo.edge.json.JsonOut;
import com.beachdo.platform.rpc.FieldError;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The frames of the event-bus bridge protocol that go to clients. */
final class Frames {
    /** A frame as text, with its length in bytes; may go to many sockets. */
    record Written(String text, int bytes) {
        static Written of(Buffer frame) {
            return new Written(frame.toString(StandardCharsets.UTF_8), frame.length());
        }
    }

    private Frames() {}

    /** @param body JSON already */
    static Buffer event(String address, Buffer body) {
        JsonOut out = JsonOut.fresh();
        out.open('{');
        out.member("type", "rec");
        out.member("address", address);
        out.name("body");
        out.json(body.getBytes());
        out.close('}');
        return out.toBuffer();
    }

    static Buffer reply(String address, SocketCalls.Answer answer) {
        JsonOut out = JsonOut.fresh();
        out.open('{');
        out.member("type", "rec");
        out.member("address", address);
        out.name("body");
        answer.writer().write(answer.message(), out);
        out.close('}');
        return out.toBuffer();
    }

    /**
     * A refusal in the bridge's own form. The stock client hands its caller failureCode, failureType and message, and
     * only when the frame was to be replied to.
     *
     * @param address the client's reply address
     */
    static Buffer error(@Nullable String address, Problem problem) {
        JsonOut out = JsonOut.fresh();
        out.open('{');
        out.member("type", "err");
        if (address != null) {
            out.member("address", address);
        }
        out.member("failureCode", problem.status());
        out.member("failureType", "RECIPIENT_FAILURE");
        out.member("message", Problems.sentence(problem));
        out.member("code", problem.code());
        if (!problem.errors().isEmpty()) {
            out.name("errors");
            out.open('[');
            for (FieldError error : problem.errors()) {
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
