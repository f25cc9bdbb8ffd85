package com.beachdo.forum;

import com.beachdo.forum.push.PushOutcome;
import com.beachdo.forum.push.PushProvider;
import com.beachdo.forum.push.PushProviders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands devices what waits for them: each service for itself, so that none waits for a slow one. */
final class PushSender {
    private static final Logger LOG = LoggerFactory.getLogger(PushSender.class);

    private final PushQueue queue;
    private final PushDeliveryStore store;
    private final Map<String, PushProvider> providers;
    private final Set<String> busy = new HashSet<>();
    private boolean queueing;

    PushSender(PushQueue queue, PushDeliveryStore store, Map<String, PushProvider> providers) {
        this.queue = queue;
        this.store = store;
        this.providers = providers;
    }

    /** Sends what is due; while that goes on with a service, not again there. */
    void look() {
        if (!queueing) {
            queueing = true;
            Object unused = queue.queueNotifications()
                    .onFailure(failure -> LOG.warn("notifications wait to be pushed: {}", failure.toString()))
                    .onComplete(done -> queueing = false);
        }
        providers.forEach((service, provider) -> {
            if (busy.add(service)) {
                Object unused = sendAll(service, provider)
                        .onFailure(failure -> LOG.warn("pushes by {} wait: {}", service, failure.toString()))
                        .onComplete(done -> busy.remove(service));
            }
        });
    }

    private Future<Void> sendAll(String service, PushProvider provider) {
        return store.claim(service, PushProviders.AT_ONCE).compose(due -> {
            List<Future<Void>> sent =
                    due.stream().map(one -> send(service, provider, one)).toList();
            return Future.join(sent)
                    .compose(all -> due.size() == PushProviders.AT_ONCE
                            ? sendAll(service, provider)
                            : Future.<Void>succeededFuture());
        });
    }

    private Future<Void> send(String service, PushProvider provider, PushDeliveryStore.Due due) {
        if (due.isExpired()) {
            return store.done(due.id());
        }
        return provider.send(due.push())
                .otherwise(failure -> new PushOutcome.Later(failure.getClass().getSimpleName(), 0))
                .compose(outcome -> settle(service, due, outcome));
    }

    private Future<Void> settle(String service, PushDeliveryStore.Due due, PushOutcome outcome) {
        count(service, outcome);
        if (outcome instanceof PushOutcome.Gone) {
            return store.gone(due);
        }
        if (outcome instanceof PushOutcome.Later later) {
            LOG.warn("a push by {} is tried again: {}", service, later.why());
            return store.again(due.id(), later.seconds());
        }
        if (outcome instanceof PushOutcome.Refused refused) {
            LOG.warn("a push by {} was refused: {}", service, refused.why());
        }
        return store.done(due.id());
    }

    private static void count(String service, PushOutcome outcome) {
        Counter.builder("beachdo.pushes")
                .description("Pushes to devices, by service and what became of them")
                .tag("service", service)
                .tag("outcome", outcome.getClass().getSimpleName())
                .register(Metrics.globalRegistry)
                .increment();
    }
}
