package com.beachdo.identity;

import com.beachdo.common.v1.Empty;
import com.beachdo.identity.captcha.Captcha;
import com.beachdo.identity.mail.Mail;
import com.beachdo.identity.passwords.PasswordHasher;
import com.beachdo.identity.passwords.PasswordRules;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.BatchGetUsersReply;
import com.beachdo.identity.v1.BatchGetUsersRequest;
import com.beachdo.identity.v1.BecomeSellerRequest;
import com.beachdo.identity.v1.GetMeRequest;
import com.beachdo.identity.v1.GetUserRequest;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.identity.v1.RegisterRequest;
import com.beachdo.identity.v1.ResendVerificationRequest;
import com.beachdo.identity.v1.RevealPhoneReply;
import com.beachdo.identity.v1.RevealPhoneRequest;
import com.beachdo.identity.v1.SecurityAction;
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
import org.jspecify.annotations.Nullable;

/** The accounts contract: registration, e-mail verification and profiles. */
final class AccountsRpc implements Accounts {
    private static final int MAX_BATCH = 200;

    private final Db db;
    private final AccountStore accounts;
    private final CredentialStore credentials;
    private final Emails emails;
    private final PasswordRules passwordRules;
    private final PasswordHasher passwords;
    private final Captcha captcha;
    private final Reauthentication reauthentication;
    private final SignIns signIns;
    private final SecurityEvents events;
    private final RatingStore ratings;

    AccountsRpc(
            Db db,
            AccountStore accounts,
            CredentialStore credentials,
            Emails emails,
            PasswordRules passwordRules,
            PasswordHasher passwords,
            Captcha captcha,
            Reauthentication reauthentication,
            SignIns signIns,
            SecurityEvents events) {
        this.db = db;
        this.accounts = accounts;
        this.credentials = credentials;
        this.emails = emails;
        this.passwordRules = passwordRules;
        this.passwords = passwords;
        this.captcha = captcha;
        this.reauthentication = reauthentication;
        this.signIns = signIns;
        this.events = events;
        this.ratings = new RatingStore(db);
    }

    @Override
    public Future<SignedIn> register(RegisterRequest request) {
        String email = Contacts.email(request.getEmail());
        String name = Contacts.name(request.getName());
        String phone = request.hasPhone() ? Contacts.phone(request.getPhone(), "account.phone_unsupported") : null;
        passwordRules.check(request.getPassword(), "/password", List.of(email, name));
        return captcha.before(request.getCaptchaToken(), () -> passwords.hash(request.getPassword()))
                .map(hash -> new NewAccount(
                        Ids.next(),
                        name,
                        email,
                        phone,
                        hash,
                        List.of("BUYER"),
                        false,
                        passwords.loginTag(email, request.getPassword())))
                .compose(account -> db.transaction(tx -> register(tx, account, email)))
                .map(signIns::signedIn);
    }

    private Future<OpenSession> register(Tx tx, NewAccount account, String email) {
        return accounts.insert(tx, account)
                .compose(made -> emails.ask(tx, account.id(), email))
                .compose(ignored -> events.record(tx, account.id(), SecurityAction.SECURITY_ACTION_REGISTERED, null))
                .compose(ignored -> signIns.open(tx, account.id(), "register", null));
    }

    @Override
    public Future<Empty> verifyEmail(VerifyEmailRequest request) {
        return emails.prove(request.getToken()).map(Empty.getDefaultInstance());
    }

    @Override
    public Future<Empty> resendVerification(ResendVerificationRequest request) {
        return accounts.find(caller())
                .map(AccountsRpc::found)
                .compose(account -> {
                    String email = account.email();
                    return email == null || account.emailVerified()
                            ? Future.<Void>succeededFuture()
                            : db.transaction(tx -> emails.ask(tx, account.id(), email));
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
        ProfileChange change = ProfileChange.of(request);
        Future<Void> proven = change.needsProof()
                ? reauthentication.require(id, callersSession(), change.currentPassword())
                : Future.succeededFuture();
        return proven.compose(ignored -> db.transaction(tx -> accounts.hold(tx, id)
                        .compose(held -> accounts.find(tx, id))
                        .map(AccountsRpc::found)
                        .map(account -> requireVersion(account, change.expectedVersion()))
                        .compose(account -> apply(tx, account, change))
                        .compose(done -> accounts.find(tx, id))))
                .map(AccountsRpc::found)
                .map(Account::toUser);
    }

    private Future<Void> apply(Tx tx, Account account, ProfileChange change) {
        UUID id = account.id();
        String name = change.name();
        String language = change.language();
        String email = change.email();
        Future<Void> done = name == null ? Future.succeededFuture() : accounts.rename(tx, id, name);
        if (language != null) {
            done = done.compose(ignored -> accounts.setLanguage(tx, id, language));
        }
        Boolean showPhone = change.showPhone();
        if (showPhone != null) {
            done = done.compose(ignored -> accounts.setShowPhone(tx, id, showPhone));
        }
        if (email != null && !(email.equals(account.email()) && account.emailVerified())) {
            done = done.compose(ignored -> emails.ask(tx, id, email));
        }
        return done.compose(ignored -> claimPhone(tx, account, change.phone()));
    }

    private Future<Void> claimPhone(Tx tx, Account account, @Nullable String phone) {
        if (phone == null || phone.equals(account.phone())) {
            return Future.succeededFuture();
        }
        return credentials.claimPhone(tx, account.id(), phone).compose(claimed -> {
            if (!claimed) {
                throw RpcException.conflict(
                        "account.phone_needs_code", "Have a code sent to the new number and confirm it.");
            }
            return emails.notify(tx, account.id(), Mail.Kind.PHONE_CHANGED, "")
                    .compose(ignored -> events.record(
                            tx, account.id(), SecurityAction.SECURITY_ACTION_PHONE_CLAIMED, callersSession()));
        });
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
                        .compose(seller -> events.record(
                                tx, id, SecurityAction.SECURITY_ACTION_ROLES_CHANGED, "seller", sessionId))
                        .compose(ignored -> signIns.renew(tx, id, sessionId)))
                .map(signIns::signedIn);
    }

    @Override
    public Future<PublicUser> getUser(GetUserRequest request) {
        UUID id = Ids.parse("userId", request.getUserId());
        return accounts.find(id)
                .map(AccountsRpc::found)
                .map(Account::toPublicUser)
                .compose(user -> ratings.get(id).map(rating -> rating.map(
                                known -> user.toBuilder().setRating(known).build())
                        .orElse(user)));
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

    @Override
    public Future<RevealPhoneReply> revealPhone(RevealPhoneRequest request) {
        return accounts.find(Ids.parse("userId", request.getUserId()))
                .map(found -> found.filter(Account::isReachableByPhone)
                        .map(account -> RevealPhoneReply.newBuilder()
                                .setPhone(String.valueOf(account.phone()))
                                .build())
                        .orElse(RevealPhoneReply.getDefaultInstance()));
    }

    static UUID caller() {
        return Ids.parse("subject", CallContext.current().requireSubject());
    }

    static UUID callersSession() {
        String sessionId = CallContext.current().sessionId();
        if (sessionId == null) {
            throw SignIns.sessionOver();
        }
        return Ids.parse("session", sessionId);
    }

    static Account found(Optional<Account> account) {
        return account.filter(one -> one.status() != Account.Status.DELETED)
                .orElseThrow(() -> RpcException.notFound("user.not_found", "There is no such user."));
    }

    private static Account requireVersion(Account account, long expected) {
        if (expected != ProfileChange.ANY_VERSION && account.version() != expected) {
            throw versionMismatch();
        }
        return account;
    }

    private static RpcException versionMismatch() {
        return new RpcException(
                GrpcStatus.ABORTED, "account.version_mismatch", "The account has changed since you read it.");
    }
}
