package com.beachdo.identity;

import com.beachdo.identity.passwords.PasswordHasher;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the administrator that the configuration names, unless an account has that e-mail address. */
final class FirstAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);
    private static final List<String> ROLES = List.of("BUYER", "MODERATOR", "ADMIN");

    private final Db db;
    private final AccountStore accounts;
    private final CredentialStore credentials;
    private final PasswordHasher passwords;

    FirstAdmin(Db db, AccountStore accounts, CredentialStore credentials, PasswordHasher passwords) {
        this.db = db;
        this.accounts = accounts;
        this.credentials = credentials;
        this.passwords = passwords;
    }

    Future<Void> ensure(IdentityConfig.Admin admin) {
        return credentials
                .findOwner(admin.email())
                .compose(known -> known.isPresent() ? Future.succeededFuture() : make(admin));
    }

    private Future<Void> make(IdentityConfig.Admin admin) {
        return passwords
                .hash(admin.password())
                .map(hash -> NewAccount.proven(Ids.next(), "Administrator", admin.email(), null, hash, ROLES))
                .compose(account -> db.transaction(tx -> accounts.insert(tx, account)))
                .onSuccess(made -> made.ifPresent(account -> LOG.info("made the first administrator")))
                .mapEmpty();
    }
}
