package com.beachdo.platform.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/** Carries protobuf messages over the event bus: by reference within a process, as bytes between processes. */
public final class MessageCodecs {
    private MessageCodecs() {}

    /** Registers the codec of a message's type; again is no error. */
    public static void register(EventBus bus, Message message) {
        registerDefault(bus, message.getClass(), codec(message));
    }

    static MessageCodec<Message, Message> codec(Message message) {
        return new ProtobufCodec(message.getDefaultInstanceForType());
    }

    @SuppressWarnings("unchecked")
    static <T> void registerDefault(EventBus bus, Class<?> type, MessageCodec<T, T> codec) {
        try {
            EventBus unused = bus.registerDefaultCodec((Class<T>) type, codec);
        } catch (IllegalStateException alreadyRegistered) {
            // another verticle of this process was first
        }
    }

    private record ProtobufCodec(Message prototype) implements MessageCodec<Message, Message> {
        @Override
        public void encodeToWire(Buffer buffer, Message message) {
            byte[] bytes = message.toByteArray();
            Buffer unused = buffer.appendInt(bytes.length).appendBytes(bytes);
        }

        @Override
        public Message decodeFromWire(int position, Buffer buffer) {
            int length = buffer.getInt(position);
            try {
                return prototype.getParserForType().parseFrom(buffer.getBytes(position + 4, position + 4 + length));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalArgumentException("not a " + name(), e);
            }
        }

        @Override
        public Message transform(Message message) {
            return message;
        }

        @Override
        public String name() {
            return prototype.getDescriptorForType().getFullName();
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
