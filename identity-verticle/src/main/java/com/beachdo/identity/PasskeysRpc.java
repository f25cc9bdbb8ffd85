package com.beachdo.identity;

import com.beachdo.common.v1.Empty;
import com.beachdo.identity.factors.FactorStore;
import com.beachdo.identity.gate.Gate;
import com.beachdo.identity.mail.LinkToken;
import com.beachdo.identity.mail.Mail;
import com.beachdo.identity.passkeys.Ceremony;
import com.beachdo.identity.passkeys.PasskeyStore;
import com.beachdo.identity.passkeys.PasskeyStore.Purpose;
import com.beachdo.identity.v1.AddPasskeyRequest;
import com.beachdo.identity.v1.FinishPasskeySignInRequest;
import com.beachdo.identity.v1.FinishPasskeyStepUpRequest;
import com.beachdo.identity.v1.ListPasskeysReply;
import com.beachdo.identity.v1.ListPasskeysRequest;
import com.beachdo.identity.v1.Passkey;
import com.beachdo.identity.v1.PasskeyAssertion;
import com.beachdo.identity.v1.PasskeyChallenge;
import com.beachdo.identity.v1.PasskeyCreation;
import com.beachdo.identity.v1.Passkeys;
import com.beachdo.identity.v1.RemovePasskeyRequest;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartPasskeyRequest;
import com.beachdo.identity.v1.StartPasskeySignInRequest;
import com.beachdo.identity.v1.StartPasskeyStepUpRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The passkeys contract: adding them, signing in and stepping up by them. */
final class PasskeysRpc implements Passkeys {
    private static final String WAY = "passkey";
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final Db db;
    private final PasskeyStore passkeys;
    private final Ceremony ceremony;
    private final LinkToken challenges;
    private final String rpId;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final FactorStore factors;
    private final Reauthentication reauthentication;
    private final Gate gate;
    private final SignIns signIns;
    private final Emails emails;
    private final SecurityEvents events;

    PasskeysRpc(
            Db db,
            PasskeyStore passkeys,
            Ceremony ceremony,
            LinkToken challenges,
            String rpId,
            AccountStore accounts,
            SessionStore sessions,
            FactorStore factors,
            Reauthentication reauthentication,
            Gate gate,
            SignIns signIns,
            Emails emails,
            SecurityEvents events) {
        this.db = db;
        this.passkeys = passkeys;
        this.ceremony = ceremony;
        this.challenges = challenges;
        this.rpId = rpId;
        this.accounts = accounts;
        this.sessions = sessions;
        this.factors = factors;
        this.reauthentication = reauthentication;
        this.gate = gate;
        this.signIns = signIns;
        this.emails = emails;
        this.events = events;
    }

    @Override
    public Future<PasskeyCreation> startPasskey(StartPasskeyRequest request) {
        UUID caller = AccountsRpc.caller();
        String password = request.hasCurrentPassword() ? request.getCurrentPassword() : null;
        return reauthentication
                .require(caller, AccountsRpc.callersSession(), password)
                .compose(ignored -> passkeys.list(caller))
                .compose(known -> known.size() >= PasskeyStore.MAX
                        ? Future.failedFuture(tooMany())
                        : accounts.find(caller).map(AccountsRpc::found).compose(account -> passkeys.challenge(
                                        caller, Purpose.ADD)
                                .map(id -> creation(id, account, known))));
    }

    private PasskeyCreation creation(UUID challengeId, Account account, List<PasskeyStore.Shown> known) {
        String email = account.email();
        PasskeyCreation.Builder creation = PasskeyCreation.newBuilder()
                .setChallengeId(challengeId.toString())
                .setChallenge(text(challenge(challengeId)))
                .setRpId(rpId)
                .setRpName("Beachdo")
                .setUserId(text(bytes(account.id())))
                .setUserName(email == null ? account.name() : email)
                .addAllAlgorithms(Ceremony.ALGORITHMS)
                .setExpiresIn(PasskeyStore.LIFE_SECONDS);
        known.forEach(passkey -> creation.addCredentialIds(text(passkey.credentialId())));
        return creation.build();
    }

    @Override
    public Future<Passkey> addPasskey(AddPasskeyRequest request) {
        UUID caller = AccountsRpc.caller();
        UUID session = AccountsRpc.callersSession();
        UUID challengeId = Ids.parse("challengeId", request.getChallengeId());
        String name = name(request.getName());
        return passkeys.take(challengeId, caller, Purpose.ADD)
                .map(taken -> ceremony.create(
                                taken ? challenge(challengeId) : new byte[0],
                                decoded("clientData", request.getClientData()),
                                decoded("attestationObject", request.getAttestationObject()))
                        .filter(made -> taken)
                        .orElseThrow(() -> RpcException.invalid(
                                "passkey.invalid", "/attestationObject", "does not answer the challenge")))
                .compose(made -> db.transaction(tx -> accounts.hold(tx, caller)
                        .compose(ignored -> passkeys.insert(tx, caller, made, name))
                        .map(added -> added.orElseThrow(PasskeysRpc::tooMany))
                        .compose(added ->
                                changed(tx, caller, session, name, true).map(shown(added)))));
    }

    @Override
    public Future<ListPasskeysReply> listPasskeys(ListPasskeysRequest request) {
        return passkeys.list(AccountsRpc.caller()).map(list -> {
            ListPasskeysReply.Builder reply = ListPasskeysReply.newBuilder();
            list.forEach(passkey -> reply.addItems(shown(passkey)));
            return reply.build();
        });
    }

    @Override
    public Future<Empty> removePasskey(RemovePasskeyRequest request) {
        UUID id = Ids.parse("passkeyId", request.getPasskeyId());
        UUID caller = AccountsRpc.caller();
        UUID session = AccountsRpc.callersSession();
        return sessions.isFresh(session)
                .compose(fresh -> fresh
                        ? db.transaction(tx -> accounts.hold(tx, caller)
                                .compose(ignored -> passkeys.delete(tx, caller, id))
                                .map(name -> name.orElseThrow(
                                        () -> RpcException.notFound("passkey.not_found", "There is no such passkey.")))
                                .compose(name -> changed(tx, caller, session, name, false)))
                        : Future.failedFuture(RpcException.denied("auth.sign_in_again", "Sign in again to do this.")))
                .map(Empty.getDefaultInstance());
    }

    private Future<Void> changed(Tx tx, UUID caller, UUID session, String name, boolean added) {
        SecurityAction action =
                added ? SecurityAction.SECURITY_ACTION_PASSKEY_ADDED : SecurityAction.SECURITY_ACTION_PASSKEY_REMOVED;
        return events.record(tx, caller, action, session)
                .compose(ignored ->
                        emails.notify(tx, caller, Mail.Kind.FACTOR_CHANGED, "passkey " + name + (added ? " +" : " −")));
    }

    @Override
    public Future<PasskeyChallenge> startPasskeySignIn(StartPasskeySignInRequest request) {
        return passkeys.challenge(null, Purpose.SIGN_IN).map(id -> asked(id, List.of()));
    }

    @Override
    public Future<PasskeyChallenge> startPasskeyStepUp(StartPasskeyStepUpRequest request) {
        UUID caller = AccountsRpc.caller();
        return passkeys.list(caller)
                .compose(known -> passkeys.challenge(caller, Purpose.STEP_UP).map(id -> asked(id, known)));
    }

    private PasskeyChallenge asked(UUID challengeId, List<PasskeyStore.Shown> known) {
        PasskeyChallenge.Builder challenge = PasskeyChallenge.newBuilder()
                .setChallengeId(challengeId.toString())
                .setChallenge(text(challenge(challengeId)))
                .setRpId(rpId)
                .setExpiresIn(PasskeyStore.LIFE_SECONDS);
        known.forEach(passkey -> challenge.addCredentialIds(text(passkey.credentialId())));
        return challenge.build();
    }

    @Override
    public Future<SignedIn> finishPasskeySignIn(FinishPasskeySignInRequest request) {
        PasskeyAssertion assertion = request.getAssertion();
        return gate.token().compose(pass -> taken(assertion, null, Purpose.SIGN_IN)
                .compose(signed -> db.transaction(
                        tx -> used(tx, assertion, signed, null).compose(owner -> signIns.openStrong(tx, owner, WAY))))
                .onFailure(failure -> refused(failure, null))
                .map(signIns::signedIn)
                .onSuccess(ignored -> pass.giveBack()));
    }

    @Override
    public Future<SignedIn> finishPasskeyStepUp(FinishPasskeyStepUpRequest request) {
        UUID caller = AccountsRpc.caller();
        UUID session = AccountsRpc.callersSession();
        PasskeyAssertion assertion = request.getAssertion();
        return gate.own("factor " + caller).compose(pass -> taken(assertion, caller, Purpose.STEP_UP)
                .compose(signed -> db.transaction(tx -> used(tx, assertion, signed, caller)
                        .compose(owner -> factors.stepUp(tx, session))
                        .compose(ignored ->
                                events.record(tx, caller, SecurityAction.SECURITY_ACTION_STEPPED_UP, WAY, session))
                        .compose(ignored -> signIns.renew(tx, caller, session))))
                .onFailure(failure -> refused(failure, caller))
                .recover(failure -> Future.failedFuture(asInvalid(failure)))
                .map(signIns::signedIn)
                .onSuccess(ignored -> pass.giveBack()));
    }

    /** The assertion of a challenge, which is good for nothing from now on. */
    private Future<Ceremony.Assertion> taken(PasskeyAssertion assertion, @Nullable UUID account, Purpose purpose) {
        UUID challengeId = Ids.parse("challengeId", assertion.getChallengeId());
        Ceremony.Assertion signed = new Ceremony.Assertion(
                decoded("credentialId", assertion.getCredentialId()),
                decoded("clientData", assertion.getClientData()),
                decoded("authenticatorData", assertion.getAuthenticatorData()),
                decoded("signature", assertion.getSignature()));
        return passkeys.take(challengeId, account, purpose).map(taken -> {
            if (!taken) {
                throw refusal();
            }
            return signed;
        });
    }

    /** The owner of the passkey that signed; nobody else than this account, when it is given. */
    private Future<UUID> used(Tx tx, PasskeyAssertion assertion, Ceremony.Assertion signed, @Nullable UUID account) {
        byte[] challenge = challenge(Ids.parse("challengeId", assertion.getChallengeId()));
        return passkeys.find(tx, signed.credentialId())
                .map(found -> found.filter(known -> account == null || account.equals(known.accountId()))
                        .orElseThrow(PasskeysRpc::refusal))
                .compose(known -> passkeys.used(
                                tx,
                                known.id(),
                                ceremony.use(challenge, known.credential(), signed)
                                        .orElseThrow(PasskeysRpc::refusal))
                        .map(known.accountId()));
    }

    private void refused(Throwable failure, @Nullable UUID account) {
        if (failure instanceof RpcException known && known.code().equals("passkey.refused")) {
            events.refused(
                    account,
                    account == null
                            ? SecurityAction.SECURITY_ACTION_SIGN_IN_REFUSED
                            : SecurityAction.SECURITY_ACTION_STEP_UP_REFUSED,
                    WAY);
        }
    }

    private static Throwable asInvalid(Throwable failure) {
        return failure instanceof RpcException known && known.code().equals("passkey.refused")
                ? RpcException.invalid(known.code(), "/assertion", "does not answer the challenge")
                : failure;
    }

    private static Passkey shown(PasskeyStore.Shown passkey) {
        Passkey.Builder shown = Passkey.newBuilder()
                .setId(passkey.id().toString())
                .setName(passkey.name())
                .setCreatedAt(Account.timestamp(passkey.createdAt()));
        OffsetDateTime used = passkey.lastUsedAt();
        return (used == null ? shown : shown.setLastUsedAt(Account.timestamp(used))).build();
    }

    private static String name(String given) {
        String name = given.strip();
        if (name.isEmpty() || name.length() > 80 || name.chars().anyMatch(Character::isISOControl)) {
            throw RpcException.invalid("passkey.name_invalid", "/name", "must be 1 to 80 characters");
        }
        return name;
    }

    /** What is signed: of the id and a server key, so that the database holds none. */
    private byte[] challenge(UUID challengeId) {
        return challenges.of(challengeId).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] decoded(String field, String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw RpcException.invalid("passkey.invalid", "/" + field, "must be base64url");
        }
    }

    private static String text(byte[] bytes) {
        return URL.encodeToString(bytes);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static RpcException tooMany() {
        return RpcException.conflict("passkey.too_many", "There are ten passkeys, or it is known already.");
    }

    private static RpcException refusal() {
        return new RpcException(GrpcStatus.UNAUTHENTICATED, "passkey.refused", "The passkey does not open this.");
    }
}
