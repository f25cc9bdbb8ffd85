package com.beachdo.platform.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.Pictures;
import com.beachdo.catalog.v1.SavedListings;
import com.beachdo.catalog.v1.Search;
import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.identity.v1.Otp;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.moderation.v1.Reports;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.grpc.common.GrpcStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageCodecsTest {
    private static final List<Class<?>> CONTRACTS = List.of(
            Cases.class,
            Reports.class,
            Search.class,
            Listings.class,
            SavedListings.class,
            ListingReview.class,
            Pictures.class,
            Sessions.class,
            Otp.class);

    @Test
    void bringsEveryMessageOfTheContractsBetweenProcesses() {
        for (Message type : types().values()) {
            for (Message message : List.of(type, filled(type))) {
                MessageCodec<Message, Message> codec = MessageCodecs.codec(type);
                Buffer wire = Buffer.buffer("before");

                codec.encodeToWire(wire, message);
                Buffer unused = wire.appendString("after");

                assertThat(codec.decodeFromWire(6, wire)).isEqualTo(message).hasSameClassAs(type);
                assertThat(codec.transform(message)).isSameAs(message);
            }
        }
    }

    @Test
    void givesEveryTypeANameOfItsOwn() {
        assertThat(types().values().stream()
                        .map(type -> MessageCodecs.codec(type).name()))
                .doesNotHaveDuplicates()
                .contains("beachdo.moderation.v1.Case", "beachdo.common.v1.EventEnvelope");
    }

    @Test
    void refusesBytesThatAreNoMessage() {
        Buffer wire = Buffer.buffer().appendInt(3).appendBytes(new byte[] {(byte) 0xff, (byte) 0xff, 1});
        MessageCodec<Message, Message> codec = MessageCodecs.codec(EventEnvelope.getDefaultInstance());

        assertThatThrownBy(() -> codec.decodeFromWire(0, wire)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bringsFailuresBetweenProcesses() {
        RpcException told = new RpcException(
                GrpcStatus.ABORTED, "listing.version_mismatch", "₹ नहीं", List.of(new FieldError("/a", "b")), 7);
        Buffer wire = Buffer.buffer("x");

        RpcFailure.CODEC.encodeToWire(wire, new RpcFailure(told));
        RpcFailure received = RpcFailure.CODEC.decodeFromWire(1, wire);

        assertThat(received).isInstanceOf(ReplyException.class);
        assertThat(received.failureCode()).isEqualTo(GrpcStatus.ABORTED.code);
        assertThat(received.exception())
                .returns(GrpcStatus.ABORTED, RpcException::status)
                .returns("listing.version_mismatch", RpcException::code)
                .returns("₹ नहीं", RpcException::message)
                .returns(List.of(new FieldError("/a", "b")), RpcException::fields)
                .returns(7, RpcException::retryAfterSeconds);
    }

    private static Map<String, Message> types() {
        Map<String, Message> types = new LinkedHashMap<>();
        types.put("envelope", EventEnvelope.getDefaultInstance());
        for (Class<?> contract : CONTRACTS) {
            for (RpcMethod method : Rpc.of(contract).methods()) {
                types.put(method.request().getDescriptorForType().getFullName(), method.request());
                types.put(method.reply().getDescriptorForType().getFullName(), method.reply());
            }
        }
        return types;
    }

    /** A message with something in every plain field. */
    private static Message filled(Message type) {
        Message.Builder builder = type.newBuilderForType();
        for (FieldDescriptor field : type.getDescriptorForType().getFields()) {
            if (field.isMapField() || field.getContainingOneof() != null && field.getRealContainingOneof() != null) {
                continue;
            }
            Object value = value(field, builder);
            if (field.isRepeated()) {
                builder.addRepeatedField(field, value);
            } else {
                builder.setField(field, value);
            }
        }
        return builder.build();
    }

    private static Object value(FieldDescriptor field, Message.Builder builder) {
        return switch (field.getJavaType()) {
            case INT -> -7;
            case LONG -> Long.MAX_VALUE;
            case FLOAT -> 1.5f;
            case DOUBLE -> 28.6139;
            case BOOLEAN -> true;
            case STRING -> "नमस्ते 👋";
            case BYTE_STRING -> ByteString.copyFrom(new byte[] {0, 1, (byte) 0xff});
            case ENUM ->
                field.getEnumType()
                        .getValues()
                        .get(field.getEnumType().getValues().size() - 1);
            case MESSAGE -> builder.newBuilderForField(field).build();
        };
    }
}
