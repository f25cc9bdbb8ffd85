package com.beachdo.identity.kyc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run from the provider's code to an outcome that is committed. Whatever goes wrong, the outcome is not VERIFIED. */
final class Verifying {
    private static final Logger LOG = LoggerFactory.getLogger(Verifying.class);
    private static final long RUN_MILLIS = 20_000;

    private final Vertx vertx;
    private final Db db;
    private final AttemptStore attempts;
    private final ProofStore proofs;
    private final KycAccounts accounts;
    private final DigiLocker provider;
    private final SignerTrust trust;
    private final byte[] personKey;
    private final int validDays;
    private final Clock clock;
    private final WorkerExecutor workers;

    Verifying(
            Vertx vertx,
            Db db,
            AttemptStore attempts,
            ProofStore proofs,
            KycAccounts accounts,
            DigiLocker provider,
            SignerTrust trust,
            byte[] personKey,
            int validDays,
            Clock clock) {
        this.vertx = vertx;
        this.db = db;
        this.attempts = attempts;
        this.proofs = proofs;
        this.accounts = accounts;
        this.provider = provider;
        this.trust = trust;
        this.personKey = personKey.clone();
        this.validDays = validDays;
        this.clock = clock;
        this.workers = vertx.createSharedWorkerExecutor("kyc-documents", 2);
    }

    /** Ends the run for good, on terms of its own: nobody's deadline cuts it short. Never fails. */
    Future<Void> run(AttemptStore.Run run, String code, AttemptState state) {
        return CallContext.current().withDeadline(0).run(vertx, () -> provider.exchange(code, state)
                .compose(access -> read(access)
                        .onComplete(ignored -> {
                            Future<Void> unused = provider.revoke(access);
                        })
                        .compose(seen -> keep(run, seen)))
                .timeout(RUN_MILLIS, TimeUnit.MILLISECONDS)
                .recover(failure -> end(run, failure)));
    }

    Future<Void> end(AttemptStore.Run run, Throwable failure) {
        KycFailure known = failure instanceof KycFailure kyc
                ? kyc
                : KycFailure.unavailable(failure.getClass().getSimpleName());
        LOG.info("attempt {} ended: {}", run.attemptId(), known.getMessage());
        return db.transaction(tx -> attempts.end(
                        tx, run.attemptId(), known.isResumable() ? "INTERRUPTED" : "FAILED", known.reason()))
                // what is not told now is told by time: the run counts as broken off then
                .onFailure(e -> LOG.warn("attempt {}: its end was not stored: {}", run.attemptId(), e.toString()))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    Future<Void> close() {
        return workers.close().eventually(provider::close);
    }

    /** What one look at a person showed. */
    private record Seen(AadhaarDocument document, Buffer personHash, OffsetDateTime validUntil) {
        @Override
        public String toString() {
            return "Seen[hidden]";
        }
    }

    private Future<Seen> read(DigiLocker.Access access) {
        ProviderIdentity told = access.identity();
        Future<ProviderIdentity> identity =
                told.reference() == null ? provider.user(access).map(told::or) : Future.succeededFuture(told);
        return identity.compose(person -> {
            String reference = person.reference();
            if (reference == null) {
                return Future.failedFuture(KycFailure.because("identity_incomplete"));
            }
            return provider.aadhaar(access)
                    .compose(bytes ->
                            workers.executeBlocking(() -> AadhaarDocument.of(bytes, trust, clock.instant()), false))
                    .map(document -> seen(person, reference, document));
        });
    }

    private Seen seen(ProviderIdentity person, String reference, AadhaarDocument document) {
        Birth birth = person.birth();
        if (birth != null && !birth.couldBe(document.birth())) {
            throw KycFailure.because("identity_mismatch");
        }
        Instant until = clock.instant().plus(validDays, ChronoUnit.DAYS);
        Instant consent = person.consentUntil();
        if (consent != null && !consent.isAfter(clock.instant())) {
            throw KycFailure.because("consent_withdrawn");
        }
        Buffer hash = Buffer.buffer(AttemptState.hmac(personKey, ("digilocker\n" + reference).getBytes(UTF_8)));
        return new Seen(
                document,
                hash,
                (consent != null && consent.isBefore(until) ? consent : until).atOffset(ZoneOffset.UTC));
    }

    private Future<Void> keep(AttemptStore.Run run, Seen seen) {
        return db.transaction(tx -> accounts.hold(tx, run.accountId())
                .compose(name -> attempts.end(tx, run.attemptId(), "VERIFIED", null)
                        .compose(wanted -> !wanted || name.isEmpty()
                                ? Future.failedFuture(KycFailure.because("consent_withdrawn"))
                                : keep(tx, run, seen, name.get()))));
    }

    private Future<Void> keep(Tx tx, AttemptStore.Run run, Seen seen, String name) {
        LocalDate today = clock.instant().atZone(AadhaarDocument.INDIA).toLocalDate();
        Proof proof = Proof.of(seen.document(), seen.personHash(), name, today, seen.validUntil());
        return proofs.put(tx, run.accountId(), run.consentId(), proof)
                .compose(ignored -> accounts.verified(tx, run.accountId(), name, proof.validUntil()));
    }
}
