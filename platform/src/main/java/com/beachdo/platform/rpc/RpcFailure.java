package com.beachdo.platform.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Status;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

/** An {@link RpcException} as the event bus carries it. */
final class RpcFailure extends ReplyException {
    private static final long serialVersionUID = 1;

    static final MessageCodec<RpcFailure, RpcFailure> CODEC = new Codec();

    private final RpcException exception;

    RpcFailure(RpcException exception) {
        super(ReplyFailure.RECIPIENT_FAILURE, exception.status().code, exception.message());
        this.exception = exception;
    }

    RpcException exception() {
        return exception;
    }

    private static final class Codec implements MessageCodec<RpcFailure, RpcFailure> {
        @Override
        public void encodeToWire(Buffer buffer, RpcFailure failure) {
            byte[] bytes = Failures.toStatus(failure.exception()).toByteArray();
            Buffer unused = buffer.appendInt(bytes.length).appendBytes(bytes);
        }

        @Override
        public RpcFailure decodeFromWire(int position, Buffer buffer) {
            int length = buffer.getInt(position);
            try {
                Status status = Status.parseFrom(buffer.getBytes(position + 4, position + 4 + length));
                return new RpcFailure(Failures.fromStatus(status));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalArgumentException("not a failure", e);
            }
        }

        @Override
        public RpcFailure transform(RpcFailure failure) {
            return failure;
        }

        @Override
        public String name() {
            return "beachdo.failure";
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
