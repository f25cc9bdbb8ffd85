package com.beachdo.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values kept for a while under random names, the newest thousand of them. */
final class Expiring<T> {
    private static final int LIMIT = 1_000;

    private final Duration life;
    private final Map<String, Entry<T>> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry<T>> eldest) {
            return size() > LIMIT;
        }
    };

    Expiring(Duration life) {
        this.life = life;
    }

    synchronized String keep(T value) {
        String name = Secrets.token();
        entries.put(name, new Entry<>(value, Instant.now().plus(life)));
        return name;
    }

    synchronized @Nullable T get(String name) {
        @Nullable Entry<T> entry = entries.get(name);
        return entry == null || entry.until().isBefore(Instant.now()) ? null : entry.value();
    }

    synchronized @Nullable T take(String name) {
        @Nullable T value = get(name);
        entries.remove(name);
        return value;
    }

    synchronized void forget(String name) {
        entries.remove(name);
    }

    private record Entry<T>(T value, Instant until) {}
}
