package com.beachdo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.ListUsersRequest;
import com.beachdo.identity.v1.Role;
import com.beachdo.identity.v1.UserStatus;
import com.beachdo.identity.v1.Users;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Thirty thousand accounts: staff's pages of them are read along indexes, whatever is searched for. */
class UserPlansIT {
    private static IdentitySystem identity;

    @BeforeAll
    static void start() {
        identity = IdentitySystem.start();
        RowSet<Row> unused = run(
                """
                INSERT INTO account (account_id, name, email, roles, status)
                SELECT gen_random_uuid(), 'Person ' || md5(i::text), 'plan' || i || '@example.com',
                    CASE WHEN i % 10000 = 0 THEN ARRAY['BUYER', 'ADMIN'] WHEN i % 1000 = 0 THEN ARRAY['BUYER', 'MODERATOR']
                        WHEN i % 5 = 0 THEN ARRAY['BUYER', 'SELLER'] ELSE ARRAY['BUYER'] END,
                    CASE WHEN i % 500 = 0 THEN 'SUSPENDED' ELSE 'ACTIVE' END
                FROM generate_series(1, 30000) i
                """,
                "VACUUM ANALYZE account");
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    private static RowSet<Row> run(String... statements) {
        return TestSystem.await(PgConnection.connect(
                        identity.system().vertx(), identity.db().connectOptions())
                .compose(connection -> {
                    Future<RowSet<Row>> last =
                            connection.query("SET statement_timeout = 0").execute();
                    for (String statement : statements) {
                        last = last.compose(
                                before -> connection.query(statement).execute());
                    }
                    return last.eventually(connection::close);
                }));
    }

    /** What PostgreSQL would do without knowing the values. */
    private static String plan(String statement) {
        return StreamSupport.stream(
                        run("EXPLAIN (GENERIC_PLAN, COSTS OFF) " + statement).spliterator(), false)
                .map(row -> row.getString(0))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void everyListIsReadAlongAnIndex() {
        for (Role role : List.of(Role.ROLE_UNSPECIFIED, Role.ROLE_SELLER, Role.ROLE_MODERATOR, Role.ROLE_ADMIN)) {
            String conditions = UserLists.conditions(
                    ListUsersRequest.newBuilder().setRole(role).build());
            assertThat(plan(UserLists.newest(conditions)))
                    .as("%s", role)
                    .contains("Index")
                    .doesNotContain("Seq Scan", "Sort");
        }
        assertThat(plan(UserLists.newest(UserLists.conditions(
                        ListUsersRequest.newBuilder().setRole(Role.ROLE_ADMIN).build()))))
                .contains("account_admin_idx");
        assertThat(plan(UserLists.newest(UserLists.conditions(ListUsersRequest.newBuilder()
                        .setStatus(UserStatus.USER_STATUS_SUSPENDED)
                        .build()))))
                .contains("account_status_idx")
                .doesNotContain("Seq Scan");
    }

    @Test
    void whatIsSearchedForIsFoundByTheIndexesOfTexts() {
        for (String q : List.of("Pe", "Person 1f")) {
            List<String> texts = UserLists.texts(q, new ArrayList<>());
            String conditions = UserLists.conditions(
                    ListUsersRequest.newBuilder().setRole(Role.ROLE_SELLER).build());
            assertThat(plan(UserLists.anywhere(conditions, texts)))
                    .contains("account_name_trgm_idx", "account_email_prefix_idx", "account_phone_prefix_idx")
                    .doesNotContain("Seq Scan on account");
            assertThat(plan(UserLists.near(conditions, texts)))
                    .contains("Index")
                    .doesNotContain("Seq Scan on account");
        }
    }

    @Test
    void isFoundByAnyPartOfANameAndByTheBeginningOfAnAddress() {
        assertThat(found("plan29999@ex")).isEqualTo(1);
        assertThat(found("PLAN29999@")).isEqualTo(1);
        assertThat(found("29999@example")).isZero();
        assertThat(found("pe")).as("the beginning of a word").isEqualTo(20);
        assertThat(found("rs")).as("two characters within a word").isZero();
        assertThat(found("rson")).isEqualTo(20);
        assertThat(found("100%")).isZero();
    }

    private static int found(String q) {
        return identity.call(
                        Users.class,
                        Transport.BUS,
                        TestSystem.caller(UUID.randomUUID().toString(), "BUYER", "MODERATOR"),
                        users -> users.listUsers(
                                ListUsersRequest.newBuilder().setQ(q).build()))
                .getItemsCount();
    }
}
