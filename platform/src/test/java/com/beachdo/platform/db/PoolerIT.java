package com.beachdo.platform.db;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.embedded.TestServices;
import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.testing.PgBouncer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What domains ask of the database goes through a pooler of transactions, which gives each a session of anybody's. */
class PoolerIT {
    private final PlatformConfig direct = ProbeDb.config(TestServices.postgres(), 4);
    private final Vertx vertx = Vertx.vertx();

    @BeforeEach
    void migrate() {
        Migrations.migrate(direct, List.of("probe"));
    }

    @AfterEach
    void stop() {
        Void unused = await(vertx.close());
    }

    @Test
    void nothingOfASessionIsNeededBehindAPooler() {
        // the server itself stands in: it keeps what is prepared, so that one can look
        URI server = direct.database();
        Db db = Db.open(
                vertx,
                pooled(URI.create("postgresql://" + server.getHost() + ":" + server.getPort() + server.getPath())),
                "probe");

        assertThat(await(db.query("SELECT count(*) FROM pg_prepared_statements WHERE name <> $1", ""))
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();
        assertThat(settings(db))
                .containsEntry("search_path", "probe,extensions")
                .containsEntry("statement_timeout", "2s")
                .containsEntry("lock_timeout", "1s")
                .containsEntry("idle_in_transaction_session_timeout", "5s");
    }

    @Test
    void aHundredStatementsAndTransactionsShareTwoSessionsOfAPooler(@TempDir Path folder) {
        try (PgBouncer bouncer = PgBouncer.before(
                direct.database(), Map.of("beachdo_probe", DbUrls.password(direct, "probe")), 2, folder)) {
            Db db = Db.open(vertx, pooled(bouncer.url()), "probe");
            Db past = Db.open(vertx, direct, "probe");
            RowSet<Row> unused = await(past.query("TRUNCATE thing"));

            List<Future<Integer>> sessions = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String name = "pooled " + i;
                sessions.add(db.query("SELECT pg_backend_pid() AS pid, $1::text AS name", name)
                        .map(rows -> rows.iterator().next().getInteger("pid")));
                sessions.add(db.transaction(tx -> tx.query(
                                "INSERT INTO thing (thing_id, name) VALUES ($1, $2) RETURNING pg_backend_pid() AS pid",
                                UUID.randomUUID(),
                                name)
                        .compose(rows -> tx.query("SELECT pg_backend_pid() AS pid"))
                        .map(rows -> rows.iterator().next().getInteger("pid"))));
            }

            Set<Integer> used = new HashSet<>(await(Future.join(sessions)).<Integer>list());
            assertThat(used).hasSizeLessThanOrEqualTo(2);
            assertThat(await(past.query("SELECT count(*) FROM thing"))
                            .iterator()
                            .next()
                            .getLong(0))
                    .isEqualTo(100);
            assertThat(settings(db)).containsEntry("search_path", "probe,extensions");
        }
    }

    @Test
    void aSessionOfItsOwnGoesPastThePooler() {
        Db db = Db.open(vertx, pooled(URI.create("postgresql://127.0.0.1:1/none")), "probe");

        assertThat(await(db.single().query("SELECT 1").execute()).size()).isEqualTo(1);
    }

    @Test
    void theSuffixStandsBehindTheNameOfTheRole() {
        assertThat(DbUrls.pooled(pooled(URI.create("postgresql://.project@127.0.0.1:6543/none")), "probe")
                        .getUser())
                .isEqualTo("beachdo_probe.project");
    }

    @Test
    void refusesAPoolerWithAUserOfItsOwn() {
        for (String user : List.of("owner:secret@", "owner@", ".project:secret@")) {
            assertThatThrownBy(() ->
                            Db.open(vertx, pooled(URI.create("postgresql://" + user + "127.0.0.1/none")), "probe"))
                    .as(user)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("BEACHDO_DATABASE_POOLER_URL")
                    .hasMessageNotContaining("secret");
        }
    }

    private Map<String, String> settings(Db db) {
        Row row = await(db.query("SELECT current_setting('search_path') AS search_path,"
                        + " current_setting('statement_timeout') AS statement_timeout,"
                        + " current_setting('lock_timeout') AS lock_timeout, current_setting("
                        + "'idle_in_transaction_session_timeout') AS idle_in_transaction_session_timeout"))
                .iterator()
                .next();
        return Map.of(
                "search_path", row.getString("search_path").replace(" ", ""),
                "statement_timeout", row.getString("statement_timeout"),
                "lock_timeout", row.getString("lock_timeout"),
                "idle_in_transaction_session_timeout", row.getString("idle_in_transaction_session_timeout"));
    }

    private PlatformConfig pooled(URI pooler) {
        return new PlatformConfig(
                direct.database(),
                pooler,
                direct.redis(),
                direct.secretKey(),
                direct.publicUrl(),
                direct.callTimeoutMillis(),
                direct.poolSize(),
                direct.kafka());
    }
}
