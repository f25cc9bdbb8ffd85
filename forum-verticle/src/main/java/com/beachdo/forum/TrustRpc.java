package com.beachdo.forum;

import com.beachdo.forum.v1.GetMyTrustRequest;
import com.beachdo.forum.v1.GetTrustPolicyRequest;
import com.beachdo.forum.v1.MyTrust;
import com.beachdo.forum.v1.SetTrustPolicyRequest;
import com.beachdo.forum.v1.Trust;
import com.beachdo.forum.v1.TrustPolicy;
import com.beachdo.platform.auth.StepUp;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The contract of how far people are trusted. */
final class TrustRpc implements Trust {
    private static final UUID POLICY =
            UUID.nameUUIDFromBytes(StaffActions.TRUST_POLICY.getBytes(StandardCharsets.UTF_8));

    private final Db db;
    private final TrustReckoning trust;
    private final StepUp stepUp;

    TrustRpc(Db db, TrustReckoning trust, StepUp stepUp) {
        this.stepUp = stepUp;
        this.db = db;
        this.trust = trust;
    }

    @Override
    public Future<MyTrust> getMyTrust(GetMyTrustRequest request) {
        return trust.of(Caller.signedIn(), Caller.current().staff()).map(reckoned -> {
            TrustLimits limits = reckoned.limits();
            return MyTrust.newBuilder()
                    .setLevel(limits.level())
                    .setThreadsADay(limits.threadsADay())
                    .setCommentsADay(limits.commentsADay())
                    .setPostsAMinute(limits.postsAMinute())
                    .setLinks(limits.links())
                    .setMentions(limits.mentions())
                    .setPosts(reckoned.posts())
                    .setLikes(reckoned.likes())
                    .setStrikes(reckoned.strikes())
                    .build();
        });
    }

    @Override
    public Future<TrustPolicy> getTrustPolicy(GetTrustPolicyRequest request) {
        return db.transaction(TrustPolicyStore::read);
    }

    @Override
    public Future<TrustPolicy> setTrustPolicy(SetTrustPolicyRequest request) {
        UUID staff = Caller.signedIn();
        return stepUp.require()
                .compose(shown -> db.transaction(
                        tx -> TrustPolicyStore.replace(tx, request).compose(policy -> StaffActions.tell(
                                        tx,
                                        staff,
                                        StaffActions.TRUST_POLICY,
                                        POLICY,
                                        "policy.trust",
                                        new JsonObject()
                                                .put("version", policy.getVersion())
                                                .put(
                                                        "rules",
                                                        policy.getRulesList().toString()))
                                .map(policy))));
    }
}
