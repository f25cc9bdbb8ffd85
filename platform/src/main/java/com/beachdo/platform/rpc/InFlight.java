package com.beachdo.platform.rpc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** How many calls a part of Beachdo is serving. */
public final class InFlight {
    private final List<Promise<Void>> waiting = new ArrayList<>();
    private int calls;

    synchronized void began() {
        calls++;
    }

    void ended() {
        List<Promise<Void>> told;
        synchronized (this) {
            calls--;
            if (calls > 0) {
                return;
            }
            told = List.copyOf(waiting);
            waiting.clear();
        }
        told.forEach(promise -> {
            boolean unused = promise.tryComplete();
        });
    }

    /** Succeeds when no call is under way. */
    public synchronized Future<Void> none() {
        if (calls == 0) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        waiting.add(promise);
        return promise.future();
    }
}
