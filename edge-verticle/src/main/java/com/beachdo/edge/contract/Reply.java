package com.beachdo.edge.contract;

import com.beachdo.edge.json.JsonWriter;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * How a reply message is answered over HTTP.
 *
 * @param status of success; of the first success when {@code created} tells
 * @param contentType of the body; null when there is none
 * @param body the field that is the body; null when the whole message is
 * @param created the field that tells whether something was made, which is 201 instead of 200
 * @param version the field of the body that is its ETag
 * @param text the field whose text is the body as it is; null when the body is JSON
 * @param location the field that says where to send the client; null when it is not sent anywhere
 */
public record Reply(
        int status,
        @Nullable String contentType,
        @Nullable JsonWriter writer,
        @Nullable FieldDescriptor body,
        @Nullable FieldDescriptor created,
        @Nullable FieldDescriptor version,
        @Nullable FieldDescriptor text,
        @Nullable FieldDescriptor location) {
    public int status(Message reply) {
        return created == null ? status : Boolean.TRUE.equals(reply.getField(created)) ? 201 : 200;
    }

    /** The message that is the body. */
    public Message body(Message reply) {
        return body == null ? reply : (Message) reply.getField(body);
    }

    /** What is sent of the body's message. */
    public Buffer content(Message bodyMessage) {
        return text == null ? json(bodyMessage) : Buffer.buffer((String) bodyMessage.getField(text));
    }

    private Buffer json(Message bodyMessage) {
        if (writer == null) {
            throw new IllegalStateException("the reply has no body");
        }
        return writer.toBuffer(bodyMessage);
    }

    public @Nullable String etag(Message bodyMessage) {
        return version == null ? null : "\"" + bodyMessage.getField(version) + '"';
    }
}
