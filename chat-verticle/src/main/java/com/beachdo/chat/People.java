package com.beachdo.chat;

import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.BatchGetUsersReply;
import com.beachdo.identity.v1.BatchGetUsersRequest;
import com.beachdo.identity.v1.PublicUser;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Public profiles, asked of identity and kept for a minute. Used on one event loop only. */
final class People {
    private static final Logger LOG = LoggerFactory.getLogger(People.class);
    private static final long KEEP_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long PATIENCE_MILLIS = 500;
    private static final int MAX_KEPT = 10_000;

    private final Accounts accounts;
    private final Map<String, Known> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MAX_KEPT;
        }
    };

    private record Known(PublicUser user, long sinceNanos) {
        boolean isFresh() {
            return System.nanoTime() - sinceNanos < KEEP_NANOS;
        }
    }

    People(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Profiles by id, without those that are gone. A chat is of use without names too: while identity does not answer,
     * what was known before has to do.
     */
    Future<Map<String, PublicUser>> find(Collection<String> userIds) {
        Set<String> asked = new TreeSet<>(userIds);
        return fetch(asked.stream().filter(id -> !isFresh(id)).toList())
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .otherwise(failure -> {
                    LOG.warn("names are not available: {}", failure.toString());
                    return List.of();
                })
                .map(ignored -> recall(asked));
    }

    Future<Boolean> exists(UUID userId) {
        String id = userId.toString();
        return isFresh(id) ? Future.succeededFuture(true) : fetch(List.of(id)).map(found -> !found.isEmpty());
    }

    private Future<List<PublicUser>> fetch(List<String> userIds) {
        if (userIds.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return accounts.batchGetUsers(
                        BatchGetUsersRequest.newBuilder().addAllUserIds(userIds).build())
                .map(BatchGetUsersReply::getUsersList)
                .map(found -> {
                    userIds.forEach(kept::remove);
                    long now = System.nanoTime();
                    found.forEach(user -> kept.put(user.getId(), new Known(user, now)));
                    return found;
                });
    }

    private Map<String, PublicUser> recall(Set<String> userIds) {
        Map<String, PublicUser> found = new HashMap<>();
        for (String id : userIds) {
            Known known = kept.get(id);
            if (known != null) {
                found.put(id, known.user());
            }
        }
        return found;
    }

    private boolean isFresh(String userId) {
        Known known = kept.get(userId);
        return known != null && known.isFresh();
    }
}
