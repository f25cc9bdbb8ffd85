package com.beachdo.identity;

import com.beachdo.identity.passwords.PasswordHasher;
import com.beachdo.identity.v1.Import;
import com.beachdo.identity.v1.ImportUsersReply;
import com.beachdo.identity.v1.ImportUsersRequest;
import com.beachdo.identity.v1.ImportedUser;
import com.beachdo.identity.v1.Role;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The import contract: accounts in bulk. */
final class ImportRpc implements Import {
    private static final int MAX_USERS = 1_000;
    private static final int MAX_PASSWORDS = 10;

    private final Db db;
    private final AccountStore accounts;
    private final PasswordHasher passwords;

    ImportRpc(Db db, AccountStore accounts, PasswordHasher passwords) {
        this.db = db;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    @Override
    public Future<ImportUsersReply> importUsers(ImportUsersRequest request) {
        Set<String> distinct = request.getUsersList().stream()
                .filter(ImportedUser::hasPassword)
                .map(ImportedUser::getPassword)
                .collect(Collectors.toSet());
        if (request.getUsersCount() > MAX_USERS || distinct.size() > MAX_PASSWORDS) {
            throw RpcException.invalid(
                    "import.too_many",
                    "/users",
                    "must be at most " + MAX_USERS + " with " + MAX_PASSWORDS + " different passwords");
        }
        return hashAll(distinct)
                .map(hashes -> request.getUsersList().stream()
                        .map(user -> toRow(user, hashes.getOrDefault(user.getPassword(), "")))
                        .toList())
                .compose(rows -> db.transaction(tx -> accounts.insertAll(tx, rows)))
                .map(imported ->
                        ImportUsersReply.newBuilder().setImported(imported).build());
    }

    private Future<Map<String, String>> hashAll(Set<String> distinct) {
        Map<String, String> hashes = new HashMap<>();
        List<Future<String>> hashing = new ArrayList<>();
        for (String password : distinct) {
            hashing.add(passwords.hash(password).onSuccess(hash -> hashes.put(password, hash)));
        }
        return Future.all(hashing).map(hashes);
    }

    private static Tuple toRow(ImportedUser user, String hash) {
        TreeSet<String> roles = user.getRolesList().stream()
                .filter(role -> role != Role.ROLE_UNSPECIFIED)
                .map(role -> role.name().substring("ROLE_".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        roles.add("BUYER");
        return Tuple.of(
                Ids.parse("users/id", user.getId()),
                Contacts.name(user.getName()),
                user.hasEmail() ? Contacts.email(user.getEmail()) : "",
                user.hasPhone() ? Contacts.phone(user.getPhone(), "account.phone_unsupported") : "",
                hash,
                roles.toArray(String[]::new),
                user.getVerified(),
                user.hasSince() ? time(user.getSince()) : OffsetDateTime.now(ZoneOffset.UTC));
    }

    private static OffsetDateTime time(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).atOffset(ZoneOffset.UTC);
    }
}
