package com.beachdo.identity;

import com.beachdo.identity.captcha.Captcha;
import com.beachdo.identity.gate.Gate;
import com.beachdo.identity.sms.SmsSender;
import com.beachdo.identity.v1.ConfirmPhoneRequest;
import com.beachdo.identity.v1.Otp;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartOtpReply;
import com.beachdo.identity.v1.StartOtpRequest;
import com.beachdo.identity.v1.User;
import com.beachdo.identity.v1.VerifyOtpRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The OTP contract: signing in by a code sent to a phone. */
final class OtpRpc implements Otp {
    private static final Logger LOG = LoggerFactory.getLogger(OtpRpc.class);
    private static final String DEFAULT_NAME = "New user";
    private static final String CODE = "code";

    private final Db db;
    private final OtpStore challenges;
    private final OtpCodes codes;
    private final SmsSender sms;
    private final AccountStore accounts;
    private final SignIns signIns;
    private final PhoneProofs phones;
    private final Gate gate;
    private final Captcha captcha;
    private final SmsBudget budget;
    private final SecurityEvents events;

    OtpRpc(
            Db db,
            OtpStore challenges,
            OtpCodes codes,
            SmsSender sms,
            AccountStore accounts,
            SignIns signIns,
            PhoneProofs phones,
            Gate gate,
            Captcha captcha,
            SmsBudget budget,
            SecurityEvents events) {
        this.events = events;
        this.db = db;
        this.challenges = challenges;
        this.codes = codes;
        this.sms = sms;
        this.accounts = accounts;
        this.signIns = signIns;
        this.phones = phones;
        this.gate = gate;
        this.captcha = captcha;
        this.budget = budget;
    }

    @Override
    public Future<StartOtpReply> startOtp(StartOtpRequest request) {
        String phone = Contacts.phone(request.getPhone(), "otp.phone_unsupported");
        UUID challengeId = Ids.next();
        String code = codes.random();
        return captcha.before(request.getCaptchaToken(), () -> start(phone, challengeId, code))
                .onSuccess(ignored -> send(phone, code))
                .map(history -> StartOtpReply.newBuilder()
                        .setChallengeId(challengeId.toString())
                        .setExpiresIn(OtpStore.LIFE_SECONDS)
                        .setResendAfter(OtpHistory.pauseAfter(history.sent() + 1))
                        .build());
    }

    private Future<OtpHistory> start(String phone, UUID challengeId, String code) {
        return db.transaction(tx -> challenges
                .lockHistory(tx, phone)
                .map(OtpRpc::requireDue)
                .compose(history ->
                        budget.spend(tx, phone).onFailure(this::withheld).map(history))
                .compose(history -> challenges
                        .insert(tx, challengeId, phone, codes.hash(challengeId, code))
                        .compose(ignored -> events.recordNobodys(tx, SecurityAction.SECURITY_ACTION_CODE_SENT))
                        .map(history)));
    }

    private void withheld(Throwable failure) {
        if (failure instanceof RpcException) {
            events.refused(null, SecurityAction.SECURITY_ACTION_CODE_WITHHELD, "");
        }
    }

    private static OtpHistory requireDue(OtpHistory history) {
        int wait = history.waitSeconds();
        if (wait > 0) {
            throw new RpcException(
                    GrpcStatus.RESOURCE_EXHAUSTED,
                    "otp.too_soon",
                    "A code was sent to this phone a short while ago. Ask for another later.",
                    List.of(),
                    wait);
        }
        return history;
    }

    /** Nobody waits for the provider: the answer is the same whether or not the SMS goes out. */
    private void send(String phone, String code) {
        Future<Void> unused = sms.send(
                        phone, code + " is your Beachdo code. It is valid for 5 minutes. Do not share it with anyone.")
                .onFailure(failure -> LOG.warn("a code was not sent: {}", String.valueOf(failure.getMessage())));
    }

    @Override
    public Future<SignedIn> verifyOtp(VerifyOtpRequest request) {
        UUID challengeId = Ids.parse("challengeId", request.getChallengeId());
        String name = request.hasName() ? Contacts.name(request.getName()) : DEFAULT_NAME;
        return gate.token()
                .compose(pass -> db.transaction(tx -> verify(tx, challengeId, request, name))
                        .map(session -> session.orElseThrow(OtpRpc::invalid))
                        .onSuccess(ignored -> pass.giveBack()))
                .map(signIns::signedIn);
    }

    /** Empty for a wrong code: the try it took has to be committed. */
    private Future<Optional<OpenSession>> verify(Tx tx, UUID challengeId, VerifyOtpRequest request, String name) {
        String secondFactor = request.hasSecondFactor() ? request.getSecondFactor() : null;
        return proven(tx, challengeId, request.getCode())
                .compose(phone -> phone.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : accountOf(tx, phone.get(), name)
                                .compose(account -> verified(tx, account.id(), null)
                                        .compose(ignored -> signIns.open(tx, account.id(), CODE, secondFactor)))
                                .map(Optional::of));
    }

    private Future<Void> verified(Tx tx, UUID accountId, @Nullable UUID session) {
        return events.record(tx, accountId, SecurityAction.SECURITY_ACTION_CODE_VERIFIED, session);
    }

    private Future<Void> refused(Tx tx, Optional<OtpStore.Challenge> challenge) {
        events.refused(null, SecurityAction.SECURITY_ACTION_SIGN_IN_REFUSED, CODE);
        return challenge.isPresent() && challenge.get().wasLastTry()
                ? events.recordNobodys(tx, SecurityAction.SECURITY_ACTION_CODE_EXHAUSTED)
                : Future.succeededFuture();
    }

    /** The phone that a code proves; empty for a wrong one. */
    private Future<Optional<String>> proven(Tx tx, UUID challengeId, String code) {
        return challenges.tryOnce(tx, challengeId).compose(challenge -> {
            if (challenge.isEmpty()
                    || !codes.matches(challengeId, code, challenge.get().codeHash())) {
                return refused(tx, challenge).map(Optional.empty());
            }
            return challenges
                    .consume(tx, challengeId)
                    .compose(ignored -> budget.verified(tx, challenge.get().phone()))
                    .map(Optional.of(challenge.get().phone()));
        });
    }

    @Override
    public Future<User> confirmPhone(ConfirmPhoneRequest request) {
        UUID caller = AccountsRpc.caller();
        UUID challengeId = Ids.parse("challengeId", request.getChallengeId());
        String password = request.hasCurrentPassword() ? request.getCurrentPassword() : null;
        return phones.requireOwner(caller, password)
                .compose(ignored -> db.transaction(tx -> proven(tx, challengeId, request.getCode())
                        .compose(phone -> phone.isEmpty()
                                ? Future.succeededFuture(Optional.<Account>empty())
                                : verified(tx, caller, AccountsRpc.callersSession())
                                        .compose(told -> phones.prove(tx, caller, phone.get()))
                                        .map(Optional::of))))
                .map(account -> account.orElseThrow(() ->
                                RpcException.invalid("otp.invalid", "/code", "is wrong, was used before or is too old"))
                        .toUser());
    }

    private Future<Account> accountOf(Tx tx, String phone, String name) {
        return accounts.findByPhone(tx, phone)
                .compose(known -> known.isPresent()
                        ? Future.succeededFuture(known.get())
                        : accounts.insert(tx, NewAccount.proven(Ids.next(), name, null, phone, null, List.of("BUYER")))
                                .compose(made -> made.isPresent()
                                        ? events.record(
                                                        tx,
                                                        made.get().id(),
                                                        SecurityAction.SECURITY_ACTION_REGISTERED,
                                                        CODE,
                                                        null)
                                                .map(made)
                                        : accounts.findByPhone(tx, phone))
                                .map(Optional::orElseThrow));
    }

    private static RpcException invalid() {
        return new RpcException(
                GrpcStatus.UNAUTHENTICATED, "otp.invalid", "The code is wrong, was used before or is too old.");
    }
}
