package com.beachdo.identity;

import com.beachdo.identity.v1.Role;
import com.beachdo.identity.v1.RoleRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of roles, and of grants that wait for a second administrator. */
final class RoleStore {
    private static final String ASK =
            """
            INSERT INTO role_change AS waiting (account_id, roles, asked_by, request_id) VALUES ($1, $2, $3, $4)
            ON CONFLICT ON CONSTRAINT role_change_account_id_pkey DO UPDATE
                SET roles = $2, asked_by = $3, asked_at = now(), request_id = $4
            """;
    private static final String SECOND =
            """
            DELETE FROM role_change
            WHERE account_id = $1 AND roles @> $2 AND roles <@ $2 AND asked_by <> $3
                AND asked_at > now() - interval '24 hours'
            """;
    private static final String WAITING =
            """
            SELECT account_id, roles, asked_by FROM role_change
            WHERE request_id = $1 AND asked_at > now() - interval '24 hours'
            """;
    private static final String DROP = "DELETE FROM role_change WHERE request_id = $1";
    private static final String FORGET = "DELETE FROM role_change WHERE account_id = $1";
    private static final String SET = "UPDATE account SET roles = $2, version = version + 1 WHERE account_id = $1";
    private static final String LIST =
            """
            SELECT w.request_id, w.account_id, a.name, a.roles AS current, w.roles, w.asked_by, w.asked_at,
                w.asked_at + interval '24 hours' AS expires_at
            FROM role_change w JOIN account a USING (account_id)
            WHERE w.asked_at > now() - interval '24 hours' AND a.status <> 'DELETED'
                AND (w.asked_at, w.request_id) > ($1, $2)
            ORDER BY w.asked_at, w.request_id LIMIT $3
            """;
    private static final String REQUESTS = "role-requests";
    private static final List<String> FIRST = List.of("1970-01-01T00:00:00Z", "00000000-0000-0000-0000-000000000000");

    private final Db db;

    RoleStore(Db db) {
        this.db = db;
    }

    /** What an administrator asked for. */
    record Waiting(UUID accountId, Set<String> roles, UUID askedBy) {}

    /** Remembers what an administrator asked for, in the place of what was asked before. */
    Future<Void> ask(Tx tx, UUID accountId, Set<String> roles, UUID admin) {
        return tx.query(ASK, accountId, roles.toArray(String[]::new), admin, Ids.next())
                .mapEmpty();
    }

    /** Whether another administrator has asked for the same within a day. */
    Future<Boolean> isSecond(Tx tx, UUID accountId, Set<String> roles, UUID admin) {
        return tx.query(SECOND, accountId, roles.toArray(String[]::new), admin).map(rows -> rows.rowCount() == 1);
    }

    /** Hold the account, then {@link #drop}, before acting on it. */
    Future<Optional<Waiting>> waiting(Tx tx, UUID request) {
        return tx.query(WAITING, request).map(rows -> rows.stream()
                .findFirst()
                .map(row -> new Waiting(
                        row.getUUID("account_id"),
                        new TreeSet<>(List.of(row.getArrayOfStrings("roles"))),
                        row.getUUID("asked_by"))));
    }

    /** Whether there is something to approve, before more is asked of who wants to. */
    Future<Boolean> isWaiting(UUID request) {
        return db.query(WAITING, request).map(rows -> rows.size() == 1);
    }

    /** False when it is gone, or was replaced. */
    Future<Boolean> drop(Tx tx, UUID request) {
        return tx.query(DROP, request).map(rows -> rows.rowCount() == 1);
    }

    /** Oldest first. */
    Future<Page<RoleRequest>> page(int size, @Nullable String cursor) {
        List<String> given = db.cursor().decode(REQUESTS, cursor, 2);
        List<String> after = given == null ? FIRST : given;
        return db.query(LIST, OffsetDateTime.parse(after.get(0)), UUID.fromString(after.get(1)), size + 1)
                .map(rows -> Page.of(rows, size, RoleStore::request, row -> db.cursor()
                        .encode(
                                REQUESTS,
                                List.of(row.getOffsetDateTime("asked_at").toString(), Rows.id(row, "request_id")))));
    }

    private static RoleRequest request(Row row) {
        return RoleRequest.newBuilder()
                .setId(Rows.id(row, "request_id"))
                .setUserId(Rows.id(row, "account_id"))
                .setUserName(row.getString("name"))
                .addAllCurrent(roles(row, "current"))
                .addAllRoles(roles(row, "roles"))
                .setAskedBy(Rows.id(row, "asked_by"))
                .setAskedAt(Rows.time(row, "asked_at"))
                .setExpiresAt(Rows.time(row, "expires_at"))
                .build();
    }

    private static List<Role> roles(Row row, String column) {
        return Arrays.stream(row.getArrayOfStrings(column))
                .map(name -> Role.valueOf("ROLE_" + name))
                .toList();
    }

    Future<Void> set(Tx tx, UUID accountId, Set<String> roles) {
        return tx.query(SET, accountId, roles.toArray(String[]::new))
                .compose(ignored -> tx.query(FORGET, accountId))
                .mapEmpty();
    }
}
