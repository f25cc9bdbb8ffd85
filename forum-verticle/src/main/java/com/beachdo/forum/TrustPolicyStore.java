package com.beachdo.forum;

import com.beachdo.forum.v1.PostSignal;
import com.beachdo.forum.v1.SetTrustPolicyRequest;
import com.beachdo.forum.v1.TrustLevel;
import com.beachdo.forum.v1.TrustPolicy;
import com.beachdo.forum.v1.TrustRule;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The policy of trust, as data. */
final class TrustPolicyStore {
    private static final String VERSION = "SELECT version FROM trust_policy";
    private static final String RULES = "SELECT * FROM trust_rule ORDER BY level";

    private TrustPolicyStore() {}

    static Future<TrustPolicy> read(Tx tx) {
        return read(tx, VERSION);
    }

    private static Future<TrustPolicy> read(Tx tx, String version) {
        TrustPolicy.Builder policy = TrustPolicy.newBuilder();
        return tx.query(version)
                .map(rows -> policy.setVersion(rows.iterator().next().getLong("version")))
                .compose(found -> tx.query(RULES))
                .map(rows -> {
                    rows.forEach(row -> policy.addRules(rule(row)));
                    return policy.build();
                });
    }

    private static TrustRule rule(Row row) {
        return TrustRule.newBuilder()
                .setLevel(TrustLevel.forNumber(row.getInteger("level")))
                .setMinAgeHours(row.getInteger("min_age_hours"))
                .setMinAgeHoursVerified(row.getInteger("min_age_hours_verified"))
                .setMinPosts(row.getInteger("min_posts"))
                .setMinLikes(row.getInteger("min_likes"))
                .setMaxStrikes(row.getInteger("max_strikes"))
                .setThreadsADay(row.getInteger("threads_a_day"))
                .setCommentsADay(row.getInteger("comments_a_day"))
                .setPostsAMinute(row.getInteger("posts_a_minute"))
                .setSameAnHour(row.getInteger("same_an_hour"))
                .setLinks(row.getInteger("links"))
                .setMentions(row.getInteger("mentions"))
                .addAllHold(Arrays.stream(row.getArrayOfStrings("hold"))
                        .map(name -> PostSignal.valueOf("POST_SIGNAL_" + name))
                        .toList())
                .build();
    }

    private static final String ADD =
            """
            INSERT INTO trust_rule (level, min_age_hours, min_age_hours_verified, min_posts, min_likes, max_strikes,
                threads_a_day, comments_a_day, posts_a_minute, same_an_hour, links, mentions, hold)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """;

    /** Another policy in place of this one, if this is the one that was read. */
    static Future<TrustPolicy> replace(Tx tx, SetTrustPolicyRequest request) {
        List<Tuple> rules = rules(request);
        return read(tx, VERSION + " FOR UPDATE")
                .compose(now -> request.hasExpectedVersion() && request.getExpectedVersion() != now.getVersion()
                        ? Future.failedFuture(new RpcException(
                                GrpcStatus.ABORTED,
                                "policy.version_mismatch",
                                "The policy has changed meanwhile; read it again."))
                        : tx.query("DELETE FROM trust_rule"))
                .compose(done -> tx.batch(ADD, rules))
                .compose(done -> tx.query("UPDATE trust_policy SET version = version + 1"))
                .compose(done -> read(tx));
    }

    private static List<Tuple> rules(SetTrustPolicyRequest request) {
        if (request.getRulesCount() != 4) {
            throw RpcException.invalid("request.invalid", "/rules", "must be of the four levels");
        }
        List<Tuple> rules = new ArrayList<>();
        for (int index = 0; index < 4; index++) {
            rules.add(rule(request.getRules(index), index));
        }
        return rules;
    }

    private static Tuple rule(TrustRule rule, int index) {
        String at = "/rules/" + index;
        if (rule.getLevelValue() != index + 1) {
            throw RpcException.invalid(
                    "request.invalid", at + "/level", "must be NEW, BASIC, MEMBER and TRUSTED, in this order");
        }
        boolean everybody = index == 0;
        return Tuple.tuple()
                .addShort((short) rule.getLevelValue())
                .addInteger(within(at + "/minAgeHours", rule.getMinAgeHours(), 0, everybody ? 0 : 87_600))
                .addInteger(
                        within(at + "/minAgeHoursVerified", rule.getMinAgeHoursVerified(), 0, everybody ? 0 : 87_600))
                .addInteger(within(at + "/minPosts", rule.getMinPosts(), 0, everybody ? 0 : 500))
                .addInteger(within(at + "/minLikes", rule.getMinLikes(), 0, everybody ? 0 : 10_000))
                .addInteger(within(at + "/maxStrikes", rule.getMaxStrikes(), everybody ? 100 : 0, 100))
                .addInteger(within(at + "/threadsADay", rule.getThreadsADay(), 1, 10_000))
                .addInteger(within(at + "/commentsADay", rule.getCommentsADay(), 1, 10_000))
                .addInteger(within(at + "/postsAMinute", rule.getPostsAMinute(), 1, 1_000))
                .addInteger(within(at + "/sameAnHour", rule.getSameAnHour(), 1, 1_000))
                .addInteger(within(at + "/links", rule.getLinks(), 0, 1_000))
                .addInteger(within(at + "/mentions", rule.getMentions(), 0, 10))
                .addArrayOfString(rule.getHoldList().stream()
                        .map(signal -> signal(at + "/hold", signal))
                        .distinct()
                        .toArray(String[]::new));
    }

    private static int within(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw RpcException.invalid("request.invalid", field, "must be " + min + " to " + max);
        }
        return value;
    }

    private static String signal(String field, PostSignal signal) {
        if (signal == PostSignal.POST_SIGNAL_UNSPECIFIED || signal == PostSignal.UNRECOGNIZED) {
            throw RpcException.invalid("request.invalid", field, "must be signals");
        }
        return signal.name().substring("POST_SIGNAL_".length());
    }
}
