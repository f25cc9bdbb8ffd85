package com.beachdo.forum;

import com.beachdo.forum.v1.UpdateThreadRequest;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to change of a thread; null leaves what there is. */
record ThreadChange(@Nullable String title, @Nullable Body body, @Nullable List<String> tags) {
    static ThreadChange of(UpdateThreadRequest request) {
        return new ThreadChange(
                request.hasTitle() ? ThreadDraft.title(request.getTitle()) : null,
                null,
                request.hasTags() ? tags(request.getTags().getValuesList()) : null);
    }

    private static List<String> tags(List<Value> values) {
        if (!values.stream().allMatch(Value::hasStringValue)) {
            throw RpcException.invalid("request.invalid", "/tags", "must be strings");
        }
        return ThreadDraft.tags(values.stream().map(Value::getStringValue).toList());
    }

    ThreadChange withBody(Body said) {
        return new ThreadChange(title, said, tags);
    }

    boolean isNothing() {
        return title == null && body == null && tags == null;
    }

    /** All that it says anew. */
    String text() {
        return (title == null ? "" : title + "\n") + (body == null ? "" : body.source());
    }

    boolean isOfTagsAlone() {
        return tags != null && title == null && body == null;
    }
}
