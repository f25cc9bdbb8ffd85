package com.beachdo.identity;

import com.beachdo.common.v1.Empty;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.BatchGetUsersReply;
import com.beachdo.identity.v1.BatchGetUsersRequest;
import com.beachdo.identity.v1.BecomeSellerRequest;
import com.beachdo.identity.v1.GetMeRequest;
import com.beachdo.identity.v1.GetUserRequest;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.identity.v1.RegisterRequest;
import com.beachdo.identity.v1.ResendVerificationRequest;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.UpdateMeRequest;
import com.beachdo.identity.v1.User;
import com.beachdo.identity.v1.VerifyEmailRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The accounts contract: registration, e-mail verification and profiles. */
final class AccountsRpc implements Accounts {
    private static final int MAX_BATCH = 200;
    private static final long ANY_VERSION = -1;

    private final Db db;
    private final AccountStore accounts;
    private final VerificationStore verifications;
    private final VerificationToken tokens;
    private final PasswordRules passwordRules;
    private final PasswordHasher passwords;
    private final SignIns signIns;

    AccountsRpc(
            Db db,
            AccountStore accounts,
            VerificationStore verifications,
            VerificationToken tokens,
            PasswordRules passwordRules,
            PasswordHasher passwords,
            SignIns signIns) {
        this.db = db;
        this.accounts = accounts;
        this.verifications = verifications;
        this.tokens = tokens;
        this.passwordRules = passwordRules;
        this.passwords = passwords;
        this.signIns = signIns;
    }

    @Override
    public Future<SignedIn> register(RegisterRequest request) {
        String email = Contacts.email(request.getEmail());
        String name = Contacts.name(request.getName());
        String phone = request.hasPhone() ? Contacts.phone(request.getPhone(), "account.phone_unsupported") : null;
        passwordRules.check(request.getPassword(), List.of(email, name));
        // hashed first, so that a taken address takes as long as a free one
        return passwords
                .hash(request.getPassword())
                .map(hash -> new NewAccount(Ids.next(), name, email, phone, hash, List.of("BUYER"), false))
                .compose(account -> db.transaction(tx -> register(tx, account, email)))
                .map(signIns::signedIn);
    }

    private Future<OpenSession> register(Tx tx, NewAccount account, String email) {
        return accounts.insert(tx, account)
                .map(made -> made.orElseThrow(() -> new RpcException(
                        GrpcStatus.ALREADY_EXISTS,
                        "account.email_taken",
                        "There is an account with this e-mail address.")))
                .compose(made -> verifications.start(tx, made.id(), email))
                .compose(ignored -> signIns.open(tx, account.id()));
    }

    @Override
    public Future<Empty> verifyEmail(VerifyEmailRequest request) {
        UUID verification = tokens.read(request.getToken()).orElseThrow(AccountsRpc::verificationInvalid);
        return db.transaction(tx -> verifications
                        .use(tx, verification)
                        .map(proof -> proof.orElseThrow(AccountsRpc::verificationInvalid))
                        .compose(proof -> accounts.verifyEmail(tx, proof.accountId(), proof.email())))
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<Empty> resendVerification(ResendVerificationRequest request) {
        return accounts.find(caller())
                .map(AccountsRpc::found)
                .compose(account -> {
                    String email = account.email();
                    return email == null || account.emailVerified()
                            ? Future.<Void>succeededFuture()
                            : db.transaction(tx -> verifications.start(tx, account.id(), email));
                })
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<User> getMe(GetMeRequest request) {
        return accounts.find(caller()).map(AccountsRpc::found).map(Account::toUser);
    }

    @Override
    public Future<User> updateMe(UpdateMeRequest request) {
        UUID id = caller();
        long expected = request.hasExpectedVersion() ? request.getExpectedVersion() : ANY_VERSION;
        if (!request.hasName()) {
            return accounts.find(id)
                    .map(AccountsRpc::found)
                    .map(account -> requireVersion(account, expected))
                    .map(Account::toUser);
        }
        String name = Contacts.name(request.getName());
        return db.transaction(tx -> accounts.rename(tx, id, name, expected))
                .compose(renamed -> renamed.isPresent()
                        ? Future.succeededFuture(renamed.get())
                        : accounts.find(id).map(AccountsRpc::found).map(account -> {
                            throw versionMismatch();
                        }))
                .map(Account::toUser);
    }

    @Override
    public Future<SignedIn> becomeSeller(BecomeSellerRequest request) {
        if (!request.getAcceptTerms()) {
            throw RpcException.invalid("seller.terms_not_accepted", "/acceptTerms", "must be true");
        }
        UUID id = caller();
        UUID sessionId = callersSession();
        return db.transaction(tx -> accounts.makeSeller(tx, id)
                        .map(seller -> seller.orElseThrow(() -> RpcException.conflict(
                                "seller.email_unverified", "Confirm your e-mail address or phone first.")))
                        .compose(seller -> signIns.renew(tx, id, sessionId)))
                .map(signIns::signedIn);
    }

    @Override
    public Future<PublicUser> getUser(GetUserRequest request) {
        return accounts.find(Ids.parse("userId", request.getUserId()))
                .map(AccountsRpc::found)
                .map(Account::toPublicUser);
    }

    @Override
    public Future<BatchGetUsersReply> batchGetUsers(BatchGetUsersRequest request) {
        if (request.getUserIdsCount() > MAX_BATCH) {
            throw RpcException.invalid("request.invalid", "/userIds", "must be at most " + MAX_BATCH);
        }
        Set<UUID> ids = request.getUserIdsList().stream()
                .map(id -> Ids.parse("userIds", id))
                .collect(Collectors.toSet());
        return accounts.findMany(ids).map(found -> {
            BatchGetUsersReply.Builder reply = BatchGetUsersReply.newBuilder();
            found.forEach(account -> reply.addUsers(account.toPublicUser()));
            return reply.build();
        });
    }

    private static UUID caller() {
        return Ids.parse("subject", CallContext.current().requireSubject());
    }

    static UUID callersSession() {
        String sessionId = CallContext.current().sessionId();
        if (sessionId == null) {
            throw SignIns.sessionOver();
        }
        return Ids.parse("session", sessionId);
    }

    private static Account found(Optional<Account> account) {
        return account.filter(one -> one.status() != Account.Status.DELETED)
                .orElseThrow(() -> RpcException.notFound("user.not_found", "There is no such user."));
    }

    private static Account requireVersion(Account account, long expected) {
        if (expected != ANY_VERSION && account.version() != expected) {
            throw versionMismatch();
        }
        return account;
    }

    private static RpcException versionMismatch() {
        return new RpcException(
                GrpcStatus.ABORTED, "account.version_mismatch", "The account has changed since you read it.");
    }

    private static RpcException verificationInvalid() {
        return RpcException.invalid(
                "account.verification_invalid", "/token", "This link is not valid, was used before or is too old.");
    }
}
