package com.beachdo.moderation;

import com.beachdo.moderation.v1.Activity;
import com.beachdo.moderation.v1.GetMyStandingRequest;
import com.beachdo.moderation.v1.GetStandingRequest;
import com.beachdo.moderation.v1.GetStrikePolicyRequest;
import com.beachdo.moderation.v1.Restriction;
import com.beachdo.moderation.v1.SetStrikePolicyRequest;
import com.beachdo.moderation.v1.Standing;
import com.beachdo.moderation.v1.Standings;
import com.beachdo.moderation.v1.StrikePolicy;
import com.beachdo.platform.auth.StepUp;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** The standings contract. */
final class StandingsRpc implements Standings {
    /** What the audit says a change of the policy is about. */
    static final UUID POLICY = new UUID(0, 1);

    private final Db db;
    private final StandingStore standings;
    private final AuditStore audit;
    private final StepUp stepUp;

    StandingsRpc(Db db, StandingStore standings, AuditStore audit, StepUp stepUp) {
        this.db = db;
        this.standings = standings;
        this.audit = audit;
        this.stepUp = stepUp;
    }

    @Override
    public Future<Standing> getMyStanding(GetMyStandingRequest request) {
        return standings.of(caller()).map(StandingsRpc::asTold);
    }

    /** Without what its owner is not told of. */
    private static Standing asTold(Standing standing) {
        List<Restriction> told = standing.getRestrictionsList().stream()
                .filter(one -> one.getActivity() != Activity.ACTIVITY_CHAT_UNSEEN)
                .toList();
        return standing.toBuilder().clearRestrictions().addAllRestrictions(told).build();
    }

    @Override
    public Future<Standing> getStanding(GetStandingRequest request) {
        return standings.of(Ids.parse("userId", request.getUserId()));
    }

    @Override
    public Future<StrikePolicy> getStrikePolicy(GetStrikePolicyRequest request) {
        return db.transaction(StrikePolicyStore::read);
    }

    @Override
    public Future<StrikePolicy> setStrikePolicy(SetStrikePolicyRequest request) {
        StrikePolicyStore.check(request);
        UUID admin = caller();
        return stepUp.require()
                .compose(shown -> db.transaction(tx -> StrikePolicyStore.replace(tx, request)
                        .compose(policy -> audit.append(tx, admin, "policy.strikes", POLICY, detail(policy))
                                .map(policy))));
    }

    private static String detail(StrikePolicy policy) {
        JsonObject rules = new JsonObject();
        policy.getRulesList()
                .forEach(rule -> rules.put(Names.of(rule.getAction()), rule.getPoints() + "/" + rule.getDecayDays()));
        JsonObject consequences = new JsonObject();
        policy.getConsequencesList()
                .forEach(one -> consequences.put(
                        Integer.toString(one.getPoints()), Names.of(one.getAction()) + "/" + one.getDays()));
        return new JsonObject()
                .put("targetType", "POLICY")
                .put("version", policy.getVersion())
                .put("rules", rules)
                .put("consequences", consequences)
                .encode();
    }

    private static UUID caller() {
        return UUID.fromString(CallContext.current().requireSubject());
    }
}
