package com.beachdo.edge.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;

/** Keeps work on the event loop that it began on. */
public final class Contexts {
    private Contexts() {}

    /** The same future, completing on the context of whoever asks, whatever completes it. */
    public static <T> Future<T> here(Future<T> future) {
        Context context = ContextInternal.current();
        if (future.isComplete() || context == null) {
            return future;
        }
        PromiseInternal<T> promise = ((ContextInternal) context).promise();
        future.onComplete(promise);
        return promise.future();
    }
}
