package com.beachdo.identity;

import com.beachdo.common.v1.Empty;
import com.beachdo.identity.v1.AccountRestrictedByHand;
import com.beachdo.identity.v1.EndUserSessionsRequest;
import com.beachdo.identity.v1.GetAccountRequest;
import com.beachdo.identity.v1.ListRoleRequestsReply;
import com.beachdo.identity.v1.ListRoleRequestsRequest;
import com.beachdo.identity.v1.ListSessionsReply;
import com.beachdo.identity.v1.ListUserSessionsRequest;
import com.beachdo.identity.v1.ListUsersReply;
import com.beachdo.identity.v1.ListUsersRequest;
import com.beachdo.identity.v1.RestrictUserRequest;
import com.beachdo.identity.v1.RevealUserReply;
import com.beachdo.identity.v1.RevealUserRequest;
import com.beachdo.identity.v1.RoleRequestRequest;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SetRolesReply;
import com.beachdo.identity.v1.SetRolesRequest;
import com.beachdo.identity.v1.User;
import com.beachdo.identity.v1.UserStatus;
import com.beachdo.identity.v1.UserStatusChanged;
import com.beachdo.identity.v1.Users;
import com.beachdo.platform.auth.StepUp;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The users contract: what staff see and do of other people's accounts. */
final class UsersRpc implements Users {
    private static final int MIN_REASON = 3;
    private static final int MAX_REASON = 500;
    private static final int LONGEST_DAYS = 366;

    private final Db db;
    private final AccountStore accounts;
    private final UserLists lists;
    private final RoleStore roles;
    private final SessionStore sessions;
    private final RoleGrants grants;
    private final StepUp stepUp;
    private final DecisionNotices notices;
    private final EndedSessions ended;
    private final SecurityEvents events;

    UsersRpc(
            Db db,
            AccountStore accounts,
            UserLists lists,
            RoleStore roles,
            SessionStore sessions,
            RoleGrants grants,
            StepUp stepUp,
            DecisionNotices notices,
            EndedSessions ended,
            SecurityEvents events) {
        this.db = db;
        this.accounts = accounts;
        this.lists = lists;
        this.roles = roles;
        this.sessions = sessions;
        this.grants = grants;
        this.stepUp = stepUp;
        this.notices = notices;
        this.ended = ended;
        this.events = events;
    }

    @Override
    public Future<ListUsersReply> listUsers(ListUsersRequest request) {
        return lists.page(request);
    }

    @Override
    public Future<User> getAccount(GetAccountRequest request) {
        return accounts.find(userId(request.getUserId()))
                .map(found -> found.orElseThrow(UsersRpc::notFound).toMaskedUser());
    }

    @Override
    public Future<User> suspendUser(RestrictUserRequest request) {
        return restrict(request, Account.Status.SUSPENDED, until(request), EndedSessions.SUSPENDED, "user.suspend");
    }

    @Override
    public Future<User> banUser(RestrictUserRequest request) {
        requireNoEnd(request);
        return restrict(request, Account.Status.BANNED, null, EndedSessions.BANNED, "user.ban");
    }

    private static void requireNoEnd(RestrictUserRequest request) {
        if (request.hasUntil()) {
            throw RpcException.invalid("request.invalid", "/until", "must be left out unless somebody is suspended");
        }
    }

    /** Null until further notice. */
    private static @Nullable OffsetDateTime until(RestrictUserRequest request) {
        if (!request.hasUntil()) {
            return null;
        }
        OffsetDateTime until = Rows.time("until", request.getUntil());
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        if (!until.isAfter(now) || until.isAfter(now.plusDays(LONGEST_DAYS))) {
            throw RpcException.invalid("request.invalid", "/until", "must be to come, and at most a year ahead");
        }
        return until;
    }

    /** @param until null for good, or until further notice */
    private Future<User> restrict(
            RestrictUserRequest request,
            Account.Status status,
            @Nullable OffsetDateTime until,
            String reason,
            String action) {
        UUID id = userId(request.getUserId());
        String why = reason(request.getReason());
        UUID decision = Ids.next();
        return db.transaction(tx -> lock(tx, id)
                        .map(account -> requireRestrictable(account, status))
                        .compose(account -> accounts.restrictByHand(tx, id, status, until, decision)
                                .compose(ignored ->
                                        tx.emit(id.toString(), decided(byHand(account, status, why), decision, until))))
                        .compose(ignored ->
                                events.record(tx, id, SecurityAction.SECURITY_ACTION_RESTRICTED, reason, null))
                        .compose(ignored -> tell(tx, id, action, why, false))
                        .compose(ignored -> sessions.endAll(tx, id, reason)))
                .compose(ids -> reread(id, ids, reason));
    }

    private static Account requireRestrictable(Account account, Account.Status status) {
        if (account.id().equals(caller())) {
            throw RpcException.conflict("user.is_yourself", "Nobody does this to themselves.");
        }
        requireNotAbove(account);
        if (account.status() == Account.Status.BANNED && status == Account.Status.SUSPENDED) {
            throw RpcException.conflict("user.banned", "The account is banned.");
        }
        return account;
    }

    @Override
    public Future<User> unsuspendUser(RestrictUserRequest request) {
        requireNoEnd(request);
        UUID id = userId(request.getUserId());
        String why = reason(request.getReason());
        return db.transaction(tx -> lock(tx, id)
                        .compose(account -> letIn(tx, account).compose(ignored -> notify(tx, account, why)))
                        .compose(ignored -> events.record(tx, id, SecurityAction.SECURITY_ACTION_LET_IN_AGAIN, null))
                        .compose(ignored -> tell(tx, id, "user.unsuspend", why, true)))
                .compose(ignored -> reread(id, List.of(), ""));
    }

    private static void requireNotAbove(Account account) {
        boolean staff = account.roles().contains("MODERATOR") || account.roles().contains("ADMIN");
        if (staff && !CallContext.current().hasRole("ADMIN")) {
            throw RpcException.conflict(
                    "user.is_staff", "Only an administrator restricts staff, or lets them in again.");
        }
    }

    private Future<Void> letIn(Tx tx, Account account) {
        requireNotAbove(account);
        return accounts.letIn(tx, account.id(), Account.Status.SUSPENDED)
                .compose(letIn -> letIn
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                RpcException.conflict("user.not_suspended", "The account is not suspended.")));
    }

    /** By mail, and by the inbox that the forum keeps. */
    private Future<Void> notify(Tx tx, Account account, String why) {
        return notices.letIn(tx, account, why)
                .compose(mailed -> tx.emit(
                        account.id().toString(),
                        byHand(account, Account.Status.ACTIVE, why).build()));
    }

    private static AccountRestrictedByHand decided(
            AccountRestrictedByHand.Builder event, UUID decision, @Nullable OffsetDateTime until) {
        event.setDecisionId(decision.toString());
        return until == null
                ? event.build()
                : event.setUntil(Rows.timestamp(until)).build();
    }

    private static AccountRestrictedByHand.Builder byHand(Account account, Account.Status now, String why) {
        return AccountRestrictedByHand.newBuilder()
                .setUserId(account.id().toString())
                .setStatus(UserStatus.valueOf("USER_STATUS_" + now.name()))
                .setReason(why)
                .setStaffId(caller().toString());
    }

    @Override
    public Future<SetRolesReply> setRoles(SetRolesRequest request) {
        UUID id = userId(request.getUserId());
        UUID admin = caller();
        if (id.equals(admin)) {
            throw RpcException.conflict("user.is_yourself", "Nobody does this to themselves.");
        }
        Set<String> wanted = RoleGrants.names(request.getRolesList());
        return stepUp.require()
                .compose(shown ->
                        db.transaction(tx -> lock(tx, id).compose(account -> grants.set(tx, account, wanted, admin))))
                .compose(this::rolesSet);
    }

    private Future<SetRolesReply> rolesSet(RoleGrants.Done done) {
        return reread(done.accountId(), done.ended(), EndedSessions.ROLES_CHANGED)
                .map(user -> SetRolesReply.newBuilder()
                        .setUser(user)
                        .setPending(done.pending())
                        .build());
    }

    @Override
    public Future<ListRoleRequestsReply> listRoleRequests(ListRoleRequestsRequest request) {
        return roles.page(Page.size(request.getLimit()), request.hasCursor() ? request.getCursor() : null)
                .map(page -> {
                    ListRoleRequestsReply.Builder reply =
                            ListRoleRequestsReply.newBuilder().addAllItems(page.items());
                    String next = page.next();
                    return (next == null ? reply : reply.setNextCursor(next)).build();
                });
    }

    @Override
    public Future<SetRolesReply> approveRoleRequest(RoleRequestRequest request) {
        UUID id = Ids.parse("requestId", request.getRequestId());
        UUID admin = caller();
        return grants.requireWaiting(id)
                .compose(waits -> stepUp.require())
                .compose(shown -> db.transaction(tx -> grants.approve(tx, id, admin)))
                .compose(this::rolesSet);
    }

    @Override
    public Future<Empty> refuseRoleRequest(RoleRequestRequest request) {
        UUID id = Ids.parse("requestId", request.getRequestId());
        return db.transaction(tx -> grants.refuse(tx, id)).map(Empty.getDefaultInstance());
    }

    @Override
    public Future<RevealUserReply> revealUser(RevealUserRequest request) {
        UUID id = userId(request.getUserId());
        String why = reason(request.getReason());
        return db.transaction(tx -> lock(tx, id)
                .compose(account -> StaffDeeds.tell(tx, id, "user.reveal", why).map(revealed(account))));
    }

    private static RevealUserReply revealed(Account account) {
        RevealUserReply.Builder reply = RevealUserReply.newBuilder();
        if (account.email() != null) {
            reply.setEmail(account.email());
        }
        if (account.phone() != null) {
            reply.setPhone(account.phone());
        }
        return reply.build();
    }

    @Override
    public Future<ListSessionsReply> listUserSessions(ListUserSessionsRequest request) {
        UUID id = userId(request.getUserId());
        return db.transaction(tx -> lock(tx, id).compose(account -> StaffDeeds.tell(tx, id, "user.sessions.read", "")))
                .compose(audited -> sessions.list(id, ""))
                .map(list -> ListSessionsReply.newBuilder().addAllItems(list).build());
    }

    @Override
    public Future<Empty> endUserSessions(EndUserSessionsRequest request) {
        UUID id = userId(request.getUserId());
        return db.transaction(tx -> lock(tx, id)
                        .compose(account -> StaffDeeds.tell(tx, id, "user.sessions.end", ""))
                        .compose(ignored -> sessions.endAll(tx, id, EndedSessions.ENDED_BY_STAFF)))
                .map(ids -> {
                    ended.tell(id, ids, EndedSessions.ENDED_BY_STAFF);
                    return Empty.getDefaultInstance();
                });
    }

    private Future<Account> lock(Tx tx, UUID id) {
        return accounts.hold(tx, id).compose(ignored -> accounts.find(tx, id)).map(found -> found.filter(
                        account -> account.status() != Account.Status.DELETED)
                .orElseThrow(UsersRpc::notFound));
    }

    private Future<Void> tell(Tx tx, UUID id, String action, String why, boolean active) {
        return tx.emit(
                        id.toString(),
                        UserStatusChanged.newBuilder()
                                .setUserId(id.toString())
                                .setActive(active)
                                .build())
                .compose(ignored -> StaffDeeds.tell(tx, id, action, why));
    }

    private Future<User> reread(UUID id, List<UUID> endedSessions, String reason) {
        ended.tell(id, endedSessions, reason);
        return accounts.find(id)
                .map(found -> found.orElseThrow(UsersRpc::notFound).toMaskedUser());
    }

    private static String reason(String given) {
        String reason = given.strip();
        if (reason.length() < MIN_REASON || reason.length() > MAX_REASON) {
            throw RpcException.invalid("request.invalid", "/reason", "must be 3 to 500 characters");
        }
        return reason;
    }

    private static UUID userId(String id) {
        return Ids.parse("userId", id);
    }

    private static UUID caller() {
        return Ids.parse("subject", CallContext.current().requireSubject());
    }

    private static RpcException notFound() {
        return RpcException.notFound("user.not_found", "There is no such user.");
    }
}
