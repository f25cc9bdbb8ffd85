package com.beachdo.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.embedded.TestServices;
import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.PlatformConfig;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    private static final List<String> DOMAINS = List.of("probe", "other");

    private final String url = TestServices.postgres();
    private final PlatformConfig config = ProbeDb.config(url, 4);

    @Test
    void letsNoDomainReadAnother() throws SQLException {
        Migrations.migrate(config, DOMAINS);

        assertThat(as("probe", "SELECT count(*) FROM thing")).isEqualTo("0");
        assertThat(as("other", "SELECT count(*) FROM secret")).isEqualTo("0");
        for (String forbidden : List.of(
                "SELECT count(*) FROM other.secret",
                "SELECT count(*) FROM other.outbox",
                "SET ROLE beachdo_other",
                "CREATE TABLE other.mine (id int)",
                "CREATE TABLE extensions.mine (id int)",
                "CREATE SCHEMA mine",
                "COPY thing TO PROGRAM 'true'")) {
            assertThatThrownBy(() -> as("probe", forbidden))
                    .as(forbidden)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void givesEveryDomainItsTables() throws SQLException {
        Migrations.migrate(config, DOMAINS);

        for (String domain : DOMAINS) {
            assertThat(as(
                            domain,
                            "SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables"
                                    + " WHERE schemaname = '" + domain
                                    + "' AND tablename IN ('outbox', 'inbox', 'idempotency')"))
                    .isEqualTo("idempotency inbox outbox");
        }
    }

    @Test
    void doesNothingTheSecondTime() throws SQLException {
        Migrations.migrate(config, DOMAINS);
        String history = "SELECT string_agg(script || installed_on, ' ' ORDER BY installed_rank) FROM flyway_history";
        String before = as("probe", history);

        Migrations.migrate(config, DOMAINS);

        assertThat(as("probe", history)).isEqualTo(before).contains("V001__create_thing.sql");
    }

    @Test
    void letsSeveralProcessesStartAtOnce() throws Exception {
        ExecutorService processes = Executors.newFixedThreadPool(4);
        try {
            List<Future<@Nullable Object>> starting = new ArrayList<>();
            Callable<@Nullable Object> start = () -> {
                Migrations.migrate(config, DOMAINS);
                return null;
            };
            for (int i = 0; i < 4; i++) {
                starting.add(processes.submit(start));
            }
            for (Future<@Nullable Object> one : starting) {
                assertThat(one.get()).isNull();
            }
        } finally {
            processes.shutdownNow();
        }
        assertThat(as("probe", "SELECT count(*) FROM flyway_history WHERE script LIKE 'V001__create_thing%'"))
                .isEqualTo("1");
    }

    @Test
    void needsASuperuserForOneExtensionOnlyAndSaysSo() throws SQLException {
        String database = URI.create(url).getPath().substring(1);
        asOwner("CREATE ROLE plain_" + database + " LOGIN CREATEROLE PASSWORD 'p:@/ä'");
        asOwner("GRANT CREATE ON DATABASE " + database + " TO plain_" + database);
        URI owner = URI.create(url);
        String plain =
                url.replace(Objects.requireNonNull(owner.getRawUserInfo()), "plain_" + database + ":p%3A%40%2F%C3%A4");
        // roles are of the whole server: names that no other test made as superuser
        List<String> fresh = List.of("plain_a", "plain_b");
        assertThatThrownBy(() -> Migrations.migrate(ProbeDb.config(plain, 4), fresh))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("BEACHDO_DATABASE_URL")
                .hasMessageEndingWith("CREATE EXTENSION IF NOT EXISTS earthdistance SCHEMA extensions");
        asOwner("CREATE SCHEMA IF NOT EXISTS extensions AUTHORIZATION plain_" + database);
        asOwner("CREATE EXTENSION IF NOT EXISTS earthdistance SCHEMA extensions CASCADE");

        Migrations.migrate(ProbeDb.config(plain, 4), fresh);
        Migrations.migrate(ProbeDb.config(plain, 4), fresh);

        assertThat(asOwner("SELECT count(*) FROM plain_a.flyway_history WHERE success"))
                .isNotEqualTo("0");
    }

    @Test
    void namesTheVariableAndNotThePasswordWhenItCannotConnect() {
        String wrong = url.replaceAll(":[^:@/]+@", ":very-secret@");

        assertThatThrownBy(() -> Migrations.migrate(ProbeDb.config(wrong, 4), DOMAINS))
                .hasMessageContaining("BEACHDO_DATABASE_URL")
                .satisfies(failure ->
                        assertThat(String.valueOf(failure) + failure.getCause()).doesNotContain("very-secret"));
    }

    @Test
    void putsNoPasswordIntoTheDatabase() throws SQLException {
        Migrations.migrate(config, DOMAINS);

        assertThat(asOwner("SELECT rolpassword FROM pg_authid WHERE rolname = 'beachdo_probe'"))
                .startsWith("SCRAM-SHA-256$");
    }

    private @Nullable String as(String domain, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                DbUrls.jdbc(config.database()) + "?currentSchema=" + domain + ",extensions",
                DbUrls.role(domain),
                DbUrls.password(config, domain))) {
            return run(connection, sql);
        }
    }

    private @Nullable String asOwner(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                DbUrls.jdbc(config.database()),
                DbUrls.user(config.database()),
                DbUrls.ownerPassword(config.database()))) {
            return run(connection, sql);
        }
    }

    private static @Nullable String run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }
}
