package com.beachdo.identity;

import com.beachdo.common.v1.Empty;
import com.beachdo.identity.factors.FactorStore;
import com.beachdo.identity.gate.Gate;
import com.beachdo.identity.mail.Mail;
import com.beachdo.identity.v1.CheckStepUpReply;
import com.beachdo.identity.v1.CheckStepUpRequest;
import com.beachdo.identity.v1.ConfirmTotpRequest;
import com.beachdo.identity.v1.FactorState;
import com.beachdo.identity.v1.Factors;
import com.beachdo.identity.v1.GetFactorsRequest;
import com.beachdo.identity.v1.RecoveryCodes;
import com.beachdo.identity.v1.RemoveTotpRequest;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartTotpRequest;
import com.beachdo.identity.v1.StepUpRequest;
import com.beachdo.identity.v1.TotpSecret;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** The factors contract: an authenticator app, recovery codes, and stepping up. */
final class FactorsRpc implements Factors {
    private final Db db;
    private final AccountStore accounts;
    private final FactorStore factors;
    private final SecondFactors secondFactors;
    private final Reauthentication reauthentication;
    private final Gate gate;
    private final SignIns signIns;
    private final Emails emails;
    private final SecurityEvents events;

    FactorsRpc(
            Db db,
            AccountStore accounts,
            FactorStore factors,
            SecondFactors secondFactors,
            Reauthentication reauthentication,
            Gate gate,
            SignIns signIns,
            Emails emails,
            SecurityEvents events) {
        this.db = db;
        this.accounts = accounts;
        this.factors = factors;
        this.secondFactors = secondFactors;
        this.reauthentication = reauthentication;
        this.gate = gate;
        this.signIns = signIns;
        this.emails = emails;
        this.events = events;
    }

    @Override
    public Future<FactorState> getFactors(GetFactorsRequest request) {
        return factors.state(AccountsRpc.caller(), AccountsRpc.callersSession()).map(state -> {
            FactorState.Builder reply =
                    FactorState.newBuilder().setTotp(state.totp()).setRecoveryCodes(state.recoveryCodes());
            OffsetDateTime until = state.steppedUpUntil();
            return (until == null ? reply : reply.setSteppedUpUntil(Account.timestamp(until))).build();
        });
    }

    @Override
    public Future<TotpSecret> startTotp(StartTotpRequest request) {
        UUID caller = AccountsRpc.caller();
        String password = request.hasCurrentPassword() ? request.getCurrentPassword() : null;
        return reauthentication
                .require(caller, AccountsRpc.callersSession(), password)
                .compose(ignored -> accounts.find(caller))
                .map(AccountsRpc::found)
                .compose(account -> {
                    String email = account.email();
                    return factors.start(caller, email == null ? account.name() : email);
                })
                .map(secret -> {
                    if (secret.text().isEmpty()) {
                        throw RpcException.conflict("factor.exists", "Remove the present authenticator app first.");
                    }
                    return TotpSecret.newBuilder()
                            .setSecret(secret.text())
                            .setUri(secret.uri())
                            .build();
                });
    }

    @Override
    public Future<RecoveryCodes> confirmTotp(ConfirmTotpRequest request) {
        UUID caller = AccountsRpc.caller();
        UUID session = AccountsRpc.callersSession();
        return gate.own("factor " + caller).compose(pass -> db.transaction(tx -> accounts.hold(tx, caller)
                        .compose(ignored -> factors.confirm(tx, caller, session, request.getCode()))
                        .map(FactorsRpc::requireCodes)
                        .compose(codes -> changed(tx, caller, session, true)
                                .compose(ignored -> signIns.renew(tx, caller, session))
                                .map(opened -> RecoveryCodes.newBuilder()
                                        .addAllCodes(codes)
                                        .setTokens(signIns.tokens(opened))
                                        .build())))
                .onSuccess(ignored -> pass.giveBack()));
    }

    private static List<String> requireCodes(List<String> codes) {
        if (codes.isEmpty()) {
            throw codeInvalid();
        }
        return codes;
    }

    @Override
    public Future<SignedIn> stepUp(StepUpRequest request) {
        UUID caller = AccountsRpc.caller();
        UUID session = AccountsRpc.callersSession();
        return db.transaction(tx -> secondFactors
                        .use(tx, caller, request.getCode())
                        .map(right -> {
                            if (!right) {
                                throw codeInvalid();
                            }
                            return null;
                        })
                        .compose(ignored -> factors.stepUp(tx, session))
                        .compose(ignored ->
                                events.record(tx, caller, SecurityAction.SECURITY_ACTION_STEPPED_UP, session))
                        .compose(ignored -> signIns.renew(tx, caller, session)))
                .map(signIns::signedIn);
    }

    @Override
    public Future<CheckStepUpReply> checkStepUp(CheckStepUpRequest request) {
        return factors.isFresh(Ids.parse("sessionId", request.getSessionId()))
                .map(fresh -> CheckStepUpReply.newBuilder().setSteppedUp(fresh).build());
    }

    @Override
    public Future<Empty> removeTotp(RemoveTotpRequest request) {
        UUID caller = AccountsRpc.caller();
        UUID session = AccountsRpc.callersSession();
        return factors.isFresh(session)
                .map(fresh -> {
                    if (!fresh) {
                        throw RpcException.denied("auth.step_up_required", "Show the second factor once more first.");
                    }
                    return null;
                })
                .compose(ignored -> db.transaction(
                        tx -> factors.remove(tx, caller).compose(removed -> changed(tx, caller, session, false))))
                .map(Empty.getDefaultInstance());
    }

    private Future<Void> changed(Tx tx, UUID caller, UUID session, boolean added) {
        SecurityAction action =
                added ? SecurityAction.SECURITY_ACTION_TOTP_ADDED : SecurityAction.SECURITY_ACTION_TOTP_REMOVED;
        return events.record(tx, caller, action, session)
                .compose(ignored -> emails.notify(
                        tx, caller, Mail.Kind.FACTOR_CHANGED, added ? "authenticator app +" : "authenticator app −"));
    }

    private static RpcException codeInvalid() {
        return RpcException.invalid("factor.code_invalid", "/code", "is wrong, too old or was used before");
    }
}
