package com.beachdo.identity;

import com.beachdo.identity.gate.Gate;
import com.beachdo.identity.passwords.PasswordHasher;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks signed-in callers to prove themselves once more: by the password, or without one by a session just opened. */
final class Reauthentication {
    private final CredentialStore credentials;
    private final SessionStore sessions;
    private final PasswordHasher passwords;
    private final Gate gate;
    private final SecurityEvents events;

    Reauthentication(
            CredentialStore credentials,
            SessionStore sessions,
            PasswordHasher passwords,
            Gate gate,
            SecurityEvents events) {
        this.events = events;
        this.credentials = credentials;
        this.sessions = sessions;
        this.passwords = passwords;
        this.gate = gate;
    }

    Future<Void> require(UUID accountId, UUID sessionId, @Nullable String password) {
        return credentials.findPassword(accountId).compose(known -> {
            String hash = known.map(CredentialStore.Password::hash).orElse(null);
            return hash == null ? requireFresh(sessionId) : requirePassword(accountId, hash, password);
        });
    }

    private Future<Void> requirePassword(UUID accountId, String hash, @Nullable String password) {
        if (password == null) {
            return Future.failedFuture(wrong());
        }
        return gate.own(accountId.toString())
                .compose(pass -> passwords.matches(password, hash).map(right -> {
                    if (!right) {
                        events.refused(accountId, SecurityAction.SECURITY_ACTION_PROOF_REFUSED, "password");
                        throw wrong();
                    }
                    pass.giveBack();
                    return null;
                }));
    }

    private Future<Void> requireFresh(UUID sessionId) {
        return sessions.isFresh(sessionId).map(fresh -> {
            if (!fresh) {
                throw RpcException.denied("auth.sign_in_again", "Sign in again to do this.");
            }
            return null;
        });
    }

    private static RpcException wrong() {
        return RpcException.denied("auth.password_wrong", "The current password is missing or wrong.");
    }
}
