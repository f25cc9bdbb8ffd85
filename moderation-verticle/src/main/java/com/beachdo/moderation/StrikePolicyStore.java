package com.beachdo.moderation;

import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.SetStrikePolicyRequest;
import com.beachdo.moderation.v1.StrikeConsequence;
import com.beachdo.moderation.v1.StrikePolicy;
import com.beachdo.moderation.v1.StrikeRule;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The policy of strikes, as data. */
final class StrikePolicyStore {
    private StrikePolicyStore() {}

    private static final String VERSION = "SELECT version FROM strike_policy";
    private static final String RULES = "SELECT action, points, decay_days FROM strike_rule ORDER BY points, action";
    private static final String CONSEQUENCES =
            "SELECT points, action, activities, days FROM strike_consequence ORDER BY points";

    static Future<StrikePolicy> read(Tx tx) {
        return read(tx, VERSION);
    }

    private static Future<StrikePolicy> read(Tx tx, String version) {
        StrikePolicy.Builder policy = StrikePolicy.newBuilder();
        return tx.query(version)
                .map(rows -> policy.setVersion(rows.iterator().next().getLong("version")))
                .compose(found -> tx.query(RULES))
                .map(rows -> policy.addAllRules(
                        rows.stream().map(StrikePolicyStore::rule).toList()))
                .compose(found -> tx.query(CONSEQUENCES))
                .map(rows -> policy.addAllConsequences(rows.stream()
                                .map(StrikePolicyStore::consequence)
                                .toList())
                        .build());
    }

    private static StrikeRule rule(Row row) {
        return StrikeRule.newBuilder()
                .setAction(Names.action(row.getString("action")))
                .setPoints(row.getInteger("points"))
                .setDecayDays(row.getInteger("decay_days"))
                .build();
    }

    private static StrikeConsequence consequence(Row row) {
        return StrikeConsequence.newBuilder()
                .setPoints(row.getInteger("points"))
                .setAction(Names.action(row.getString("action")))
                .addAllActivities(DecisionStore.activities(row))
                .setDays(row.getInteger("days"))
                .build();
    }

    private static final String ADD_RULE = "INSERT INTO strike_rule (action, points, decay_days) VALUES ($1, $2, $3)";
    private static final String ADD_CONSEQUENCE =
            "INSERT INTO strike_consequence (points, action, activities, days) VALUES ($1, $2, $3, $4)";

    /** Another policy in place of this one, if this is the one that was read. */
    static Future<StrikePolicy> replace(Tx tx, SetStrikePolicyRequest request) {
        return read(tx, VERSION + " FOR UPDATE")
                .compose(now -> request.hasExpectedVersion() && request.getExpectedVersion() != now.getVersion()
                        ? Future.failedFuture(new RpcException(
                                GrpcStatus.ABORTED,
                                "policy.version_mismatch",
                                "The policy has changed meanwhile; read it again."))
                        : tx.query("DELETE FROM strike_rule"))
                .compose(done -> tx.query("DELETE FROM strike_consequence"))
                .compose(done -> tx.batch(ADD_RULE, rules(request.getRulesList())))
                .compose(done -> tx.batch(ADD_CONSEQUENCE, consequences(request.getConsequencesList())))
                .compose(done -> tx.query("UPDATE strike_policy SET version = version + 1"))
                .compose(done -> read(tx));
    }

    private static List<Tuple> rules(List<StrikeRule> rules) {
        return rules.stream()
                .map(rule -> Tuple.of(Names.of(rule.getAction()), rule.getPoints(), rule.getDecayDays()))
                .toList();
    }

    private static List<Tuple> consequences(List<StrikeConsequence> consequences) {
        return consequences.stream()
                .map(one -> Tuple.of(
                        one.getPoints(),
                        Names.of(one.getAction()),
                        one.getActivitiesList().stream()
                                .map(Names::of)
                                .distinct()
                                .toArray(String[]::new),
                        one.getDays()))
                .toList();
    }

    static void check(SetStrikePolicyRequest request) {
        require(request.getRulesCount() <= 10, "/rules", "must be at most 10");
        require(request.getConsequencesCount() <= 20, "/consequences", "must be at most 20");
        for (int i = 0; i < request.getRulesCount(); i++) {
            check("/rules/" + i, request.getRules(i));
        }
        for (int i = 0; i < request.getConsequencesCount(); i++) {
            check("/consequences/" + i, request.getConsequences(i));
        }
        long actions = request.getRulesList().stream()
                .map(StrikeRule::getAction)
                .distinct()
                .count();
        require(actions == request.getRulesCount(), "/rules", "must have an action once");
        long points = request.getConsequencesList().stream()
                .map(StrikeConsequence::getPoints)
                .distinct()
                .count();
        require(points == request.getConsequencesCount(), "/consequences", "must have the same points once");
    }

    private static void check(String in, StrikeRule rule) {
        boolean weighs =
                switch (rule.getAction()) {
                    case CASE_ACTION_WARN, CASE_ACTION_REMOVE, CASE_ACTION_RESTRICT, CASE_ACTION_SUSPEND -> true;
                    case CASE_ACTION_DISMISS, CASE_ACTION_BAN, CASE_ACTION_UNSPECIFIED, UNRECOGNIZED -> false;
                };
        require(weighs, in + "/action", "must be WARN, REMOVE, RESTRICT or SUSPEND");
        require(rule.getPoints() >= 1 && rule.getPoints() <= 100, in + "/points", "must be 1 to 100");
        require(rule.getDecayDays() >= 1 && rule.getDecayDays() <= 3_650, in + "/decayDays", "must be 1 to 3650");
    }

    private static void check(String in, StrikeConsequence consequence) {
        CaseAction action = consequence.getAction();
        int days = consequence.getDays();
        boolean fits =
                switch (action) {
                    case CASE_ACTION_RESTRICT -> days >= 1 && days <= 365;
                    case CASE_ACTION_SUSPEND -> days >= 0 && days <= 365;
                    case CASE_ACTION_BAN -> days == 0;
                    case CASE_ACTION_WARN,
                            CASE_ACTION_REMOVE,
                            CASE_ACTION_DISMISS,
                            CASE_ACTION_UNSPECIFIED,
                            UNRECOGNIZED ->
                        throw RpcException.invalid(
                                "request.invalid", in + "/action", "must be RESTRICT, SUSPEND or BAN");
                };
        require(fits, in + "/days", "must be 1 to 365 for RESTRICT, at most 365 for SUSPEND, and 0 for BAN");
        require(consequence.getPoints() >= 1 && consequence.getPoints() <= 1_000, in + "/points", "must be 1 to 1000");
        Object unused = Verdict.activities(in, action, consequence.getActivitiesList());
    }

    private static void require(boolean right, String pointer, String detail) {
        if (!right) {
            throw RpcException.invalid("request.invalid", pointer, detail);
        }
    }
}
