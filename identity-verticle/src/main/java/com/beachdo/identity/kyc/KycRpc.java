package com.beachdo.identity.kyc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.beachdo.common.v1.Empty;
import com.beachdo.identity.v1.ConfirmDigiLockerRequest;
import com.beachdo.identity.v1.FinishDigiLockerReply;
import com.beachdo.identity.v1.FinishDigiLockerRequest;
import com.beachdo.identity.v1.GetKycRequest;
import com.beachdo.identity.v1.Kyc;
import com.beachdo.identity.v1.KycState;
import com.beachdo.identity.v1.StartDigiLockerReply;
import com.beachdo.identity.v1.StartDigiLockerRequest;
import com.beachdo.identity.v1.WithdrawKycRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The KYC contract: consent, the way to the provider and back, where somebody stands, and taking it all back. */
final class KycRpc implements Kyc {
    /** A browser is not kept waiting longer for the outcome; the run goes on. */
    private static final long PATIENCE_MILLIS = 1_800;

    private static final int AWAY_SECONDS = 10;

    private final Db db;
    private final AttemptStore attempts;
    private final ProofStore proofs;
    private final KycAccounts accounts;
    private final @Nullable Offer offer;
    private final URI returnUrl;
    private final boolean confirm;

    /** The provider and the runs with it. */
    record Offer(DigiLocker provider, Verifying verifying) {}

    /**
     * @param offer null when KYC is not offered
     * @param confirm whether the callback only hands on what it was called with
     */
    KycRpc(
            Db db,
            AttemptStore attempts,
            ProofStore proofs,
            KycAccounts accounts,
            @Nullable Offer offer,
            URI returnUrl,
            boolean confirm) {
        this.confirm = confirm;
        this.db = db;
        this.attempts = attempts;
        this.proofs = proofs;
        this.accounts = accounts;
        this.offer = offer;
        this.returnUrl = returnUrl;
    }

    @Override
    public Future<KycState> getKyc(GetKycRequest request) {
        return proofs.state(caller()).map(Standing::of);
    }

    @Override
    public Future<StartDigiLockerReply> startDigiLocker(StartDigiLockerRequest request) {
        if (!request.getConsent()) {
            throw RpcException.invalid("kyc.consent_required", "/consent", "must be true");
        }
        DigiLocker provider = offer().provider();
        if (provider.isAway()) {
            throw new RpcException(
                    GrpcStatus.UNAVAILABLE,
                    "kyc.provider_unavailable",
                    "DigiLocker does not answer at present.",
                    List.of(),
                    AWAY_SECONDS);
        }
        UUID accountId = caller();
        AttemptState state = AttemptState.random();
        return db.transaction(tx -> accounts.hold(tx, accountId)
                        .compose(held -> attempts.isRunning(tx, accountId))
                        .compose(running -> running
                                ? Future.failedFuture(RpcException.conflict(
                                        "kyc.running", "The answer of DigiLocker is being looked at."))
                                : attempts.start(tx, accountId, state.hash())))
                .map(attemptId -> StartDigiLockerReply.newBuilder()
                        .setAuthorizationUrl(provider.authorizationUrl(state))
                        .setAttemptId(attemptId.toString())
                        .setExpiresIn(AttemptStore.LIFE_SECONDS)
                        .build());
    }

    @Override
    public Future<FinishDigiLockerReply> finishDigiLocker(FinishDigiLockerRequest request) {
        Verifying verifying = offer().verifying();
        AttemptState state = new AttemptState(request.getState());
        if (confirm && request.hasCode() && !request.hasError()) {
            String fragment = "#state=" + URLEncoder.encode(request.getState(), UTF_8) + "&code="
                    + URLEncoder.encode(request.getCode(), UTF_8);
            return Future.succeededFuture(reply(returnTo("confirm", null, null) + fragment));
        }
        return attempts.claim(state.hash(), null)
                .compose(claimed -> claimed.isEmpty()
                        ? Future.succeededFuture()
                        : run(verifying, claimed.get(), request, state)
                                .timeout(patience(), TimeUnit.MILLISECONDS)
                                .otherwiseEmpty())
                .compose(ignored -> attempts.outcome(state.hash()))
                .map(outcome -> reply(outcome.map(this::location).orElseGet(() -> returnTo("invalid", null, null))));
    }

    @Override
    public Future<KycState> confirmDigiLocker(ConfirmDigiLockerRequest request) {
        Verifying verifying = offer().verifying();
        AttemptState state = new AttemptState(request.getState());
        UUID caller = caller();
        return attempts.claim(state.hash(), caller)
                .map(claimed -> claimed.orElseThrow(() -> RpcException.invalid(
                        "kyc.attempt_invalid", "/state", "is not of an open attempt of this account")))
                .compose(claimed -> verifying
                        .run(claimed, request.getCode(), state)
                        .timeout(patience(), TimeUnit.MILLISECONDS)
                        .otherwiseEmpty())
                .compose(ignored -> proofs.state(caller))
                .map(Standing::of);
    }

    private static Future<Void> run(
            Verifying verifying, AttemptStore.Run run, FinishDigiLockerRequest request, AttemptState state) {
        if (request.hasCode() && !request.getCode().isEmpty() && !request.hasError()) {
            return verifying.run(run, request.getCode(), state);
        }
        boolean denied = request.getError().equals("access_denied") || !request.hasError();
        return verifying.end(run, denied ? KycFailure.because("denied") : KycFailure.unavailable("it sent an error"));
    }

    @Override
    public Future<Empty> withdrawKyc(WithdrawKycRequest request) {
        UUID accountId = caller();
        return db.transaction(tx -> accounts.hold(tx, accountId)
                        .compose(ignored -> attempts.withdraw(tx, accountId))
                        .compose(ignored -> proofs.delete(tx, accountId))
                        .compose(ignored -> accounts.unverified(tx, accountId)))
                .map(Empty.getDefaultInstance());
    }

    private Offer offer() {
        Offer offered = offer;
        if (offered == null) {
            throw RpcException.conflict("kyc.not_offered", "Proof of identity is not offered here.");
        }
        return offered;
    }

    /** Leaves time for the outcome to be read and answered. */
    private static long patience() {
        return Math.max(1, CallContext.current().remainingMillis(PATIENCE_MILLIS + 400) - 400);
    }

    private String location(AttemptStore.Outcome outcome) {
        String word =
                switch (outcome.status()) {
                    case "VERIFIED" -> "verified";
                    case "RUNNING" -> "pending";
                    case "STARTED" -> "invalid";
                    default -> "failed";
                };
        return returnTo(word, outcome.attemptId(), outcome.reason());
    }

    private String returnTo(String outcome, @Nullable UUID attemptId, @Nullable String reason) {
        String base = returnUrl.toString();
        return base + (base.contains("?") ? "&" : "?") + "kyc=" + outcome
                + (attemptId == null ? "" : "&attemptId=" + attemptId)
                + (reason == null ? "" : "&reason=" + URLEncoder.encode(reason, UTF_8));
    }

    private static FinishDigiLockerReply reply(String location) {
        return FinishDigiLockerReply.newBuilder().setLocation(location).build();
    }

    private static UUID caller() {
        return Ids.parse("subject", CallContext.current().requireSubject());
    }
}
