package com.beachdo.platform.live;

import com.beachdo.platform.redis.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * Which processes hold sockets of which users, kept in Redis: a sorted set for each user of process ids by when they end
 * unless they are told again. What is lost with Redis is told again by the processes themselves.
 */
public final class PresenceRegistry {
    static final int SECONDS = 60;

    private static final String PREFIX = "live:";
    private static final String ENTER =
            """
            local now = tonumber(redis.call('TIME')[1])
            local before = {}
            for i, key in ipairs(KEYS) do
                redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
                before[i] = redis.call('ZCARD', key)
                redis.call('ZADD', key, now + ARGV[2], ARGV[1])
                redis.call('EXPIRE', key, ARGV[2])
            end
            return before
            """;
    private static final String LEAVE =
            """
            local now = tonumber(redis.call('TIME')[1])
            local after = {}
            for i, key in ipairs(KEYS) do
                redis.call('ZREM', key, ARGV[1])
                redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
                after[i] = redis.call('ZCARD', key)
            end
            return after
            """;
    private static final String NODES =
            "return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. redis.call('TIME')[1], '+inf')";
    private static final String ONLINE =
            """
            local now = redis.call('TIME')[1]
            local online = {}
            for i, key in ipairs(KEYS) do
                online[i] = redis.call('ZCOUNT', key, '(' .. now, '+inf')
            end
            return online
            """;

    private final RedisStore redis;

    public PresenceRegistry(RedisStore redis) {
        this.redis = redis;
    }

    /** How many processes each user was at before; for the next minute this one is among them. */
    Future<List<Integer>> enter(String nodeId, List<String> userIds) {
        return redis.script(ENTER, keys(userIds), List.of(nodeId, Integer.toString(SECONDS)))
                .map(PresenceRegistry::numbers);
    }

    /** How many processes each user is at still. */
    Future<List<Integer>> leave(String nodeId, List<String> userIds) {
        return redis.script(LEAVE, keys(userIds), List.of(nodeId)).map(PresenceRegistry::numbers);
    }

    /** Where a user's sockets are. */
    Future<List<String>> nodes(String userId) {
        return redis.script(NODES, List.of(PREFIX + userId), List.of()).map(reply -> {
            List<String> nodes = new ArrayList<>();
            reply.forEach(node -> nodes.add(node.toString()));
            return nodes;
        });
    }

    /** Whether each user has a socket anywhere. */
    public Future<List<Boolean>> online(List<String> userIds) {
        return userIds.isEmpty()
                ? Future.succeededFuture(List.of())
                : redis.script(ONLINE, keys(userIds), List.of())
                        .map(reply ->
                                numbers(reply).stream().map(count -> count > 0).toList());
    }

    Future<Response> ping() {
        return redis.send(Request.cmd(Command.PING));
    }

    private static List<String> keys(List<String> userIds) {
        return userIds.stream().map(userId -> PREFIX + userId).toList();
    }

    private static List<Integer> numbers(Response reply) {
        List<Integer> numbers = new ArrayList<>();
        reply.forEach(number -> numbers.add(number.toInteger()));
        return numbers;
    }
}
