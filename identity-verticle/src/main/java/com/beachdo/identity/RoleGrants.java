package com.beachdo.identity;

import com.beachdo.identity.mail.Mail;
import com.beachdo.identity.v1.Role;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Gives accounts roles: what only takes some away one administrator does, what grants any needs two. */
final class RoleGrants {
    private final AccountStore accounts;
    private final RoleStore roles;
    private final SessionStore sessions;
    private final Emails emails;
    private final SecurityEvents events;

    RoleGrants(AccountStore accounts, RoleStore roles, SessionStore sessions, Emails emails, SecurityEvents events) {
        this.accounts = accounts;
        this.roles = roles;
        this.sessions = sessions;
        this.emails = emails;
        this.events = events;
    }

    /** What became of it: whether it waits for a second administrator, and the sessions that it ended. */
    record Done(UUID accountId, boolean pending, List<UUID> ended) {}

    static Set<String> names(List<Role> given) {
        Set<String> names = new TreeSet<>(Set.of("BUYER"));
        for (Role role : given) {
            if (role == Role.ROLE_UNSPECIFIED || role == Role.UNRECOGNIZED) {
                throw RpcException.invalid("request.invalid", "/roles", "must be roles");
            }
            names.add(role.name().substring("ROLE_".length()));
        }
        return names;
    }

    /** Of an account that is held. */
    Future<Done> set(Tx tx, Account account, Set<String> wanted, UUID admin) {
        return maySet(tx, account, wanted, admin)
                .compose(may -> may ? grant(tx, account, wanted) : ask(tx, account.id(), wanted, admin));
    }

    private Future<Boolean> maySet(Tx tx, Account account, Set<String> wanted, UUID admin) {
        return Set.copyOf(account.roles()).containsAll(wanted)
                ? Future.succeededFuture(true)
                : roles.isSecond(tx, account.id(), wanted, admin);
    }

    private Future<Done> ask(Tx tx, UUID id, Set<String> wanted, UUID admin) {
        return roles.ask(tx, id, wanted, admin)
                .compose(ignored -> StaffDeeds.tell(tx, id, "user.roles.ask", String.join(",", wanted)))
                .map(new Done(id, true, List.of()));
    }

    /** Fails with role_request.not_found. */
    Future<Void> requireWaiting(UUID request) {
        return roles.isWaiting(request)
                .compose(waits -> waits ? Future.succeededFuture() : Future.failedFuture(notFound()));
    }

    /** By another administrator than asked for it. */
    Future<Done> approve(Tx tx, UUID request, UUID admin) {
        return roles.waiting(tx, request)
                .map(found -> found.orElseThrow(RoleGrants::notFound))
                .compose(waiting -> {
                    requireSecond(waiting, admin);
                    return accounts.hold(tx, waiting.accountId())
                            .compose(held -> roles.drop(tx, request))
                            .compose(dropped ->
                                    dropped ? accounts.find(tx, waiting.accountId()) : Future.failedFuture(notFound()))
                            .map(found -> found.filter(account -> account.status() != Account.Status.DELETED)
                                    .orElseThrow(RoleGrants::notFound))
                            .compose(account -> grant(tx, account, waiting.roles()));
                });
    }

    private static void requireSecond(RoleStore.Waiting waiting, UUID admin) {
        if (waiting.accountId().equals(admin)) {
            throw RpcException.conflict("user.is_yourself", "Nobody does this to themselves.");
        }
        if (waiting.askedBy().equals(admin)) {
            throw RpcException.conflict("role_request.own", "You asked for it; leave it to another administrator.");
        }
    }

    Future<Void> refuse(Tx tx, UUID request) {
        return roles.waiting(tx, request)
                .map(found -> found.orElseThrow(RoleGrants::notFound))
                .compose(waiting -> accounts.hold(tx, waiting.accountId())
                        .compose(held -> roles.drop(tx, request))
                        .compose(dropped -> dropped
                                ? StaffDeeds.tell(
                                        tx, waiting.accountId(), "user.roles.refuse", String.join(",", waiting.roles()))
                                : Future.failedFuture(notFound())));
    }

    private static RpcException notFound() {
        return RpcException.notFound("role_request.not_found", "Nothing of this kind waits.");
    }

    private Future<Done> grant(Tx tx, Account account, Set<String> wanted) {
        UUID id = account.id();
        if (Set.copyOf(account.roles()).equals(wanted)) {
            return Future.succeededFuture(new Done(id, false, List.of()));
        }
        String shown = String.join(", ", wanted);
        return roles.set(tx, id, wanted)
                .compose(ignored -> events.record(tx, id, SecurityAction.SECURITY_ACTION_ROLES_CHANGED, null))
                .compose(ignored -> StaffDeeds.tell(tx, id, "user.roles.set", String.join(",", wanted)))
                .compose(ignored -> emails.notify(tx, id, Mail.Kind.ROLES_CHANGED, shown))
                .compose(ignored -> sessions.endAll(tx, id, EndedSessions.ROLES_CHANGED))
                .map(ids -> new Done(id, false, ids));
    }
}
