package com.beachdo.forum;

import com.beachdo.platform.rpc.RpcException;
import io.vertx.grpc.common.GrpcStatus;
import java.util.UUID;

/** What decides who may change a thread or a comment, and from which version on. */
record Post(Kind kind, UUID authorId, long version) {
    enum Kind {
        THREAD("thread"),
        COMMENT("comment");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        RpcException notFound() {
            return RpcException.notFound(code + ".not_found", "There is no such " + code + ".");
        }
    }

    Post requireAuthor(UUID caller) {
        if (!authorId.equals(caller)) {
            throw RpcException.denied(kind.code + ".not_author", "Only its author may change this " + kind.code + ".");
        }
        return this;
    }

    Post requireVersion(long expected) {
        if (version != expected) {
            throw new RpcException(
                    GrpcStatus.ABORTED,
                    kind.code + ".version_mismatch",
                    "The " + kind.code + " has changed meanwhile; read it again.");
        }
        return this;
    }
}
