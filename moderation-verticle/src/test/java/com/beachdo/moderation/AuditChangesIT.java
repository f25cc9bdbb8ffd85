package com.beachdo.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.moderation.v1.ListAuditReply;
import com.beachdo.moderation.v1.ListAuditRequest;
import com.beachdo.moderation.v1.VerifyAuditReply;
import com.beachdo.platform.testing.Transport;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditChangesIT {
    private static ModerationSystem moderation;
    private static Person admin;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
        admin = moderation.admin(Transport.BUS);
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit SET detail = '{}'",
                "UPDATE audit SET detail = '{}' WHERE seq < 0",
                "DELETE FROM audit",
                "DELETE FROM audit WHERE seq = 1",
                "TRUNCATE audit"
            })
    void refusesToBeChanged(String change) {
        String unused = moderation.busyCase(2);
        ListAuditReply before = admin.audit(ListAuditRequest.newBuilder().setLimit(100));

        assertThatThrownBy(() -> moderation.sql(change)).hasMessageContaining("append-only");
        moderation.asSuperuser(owner ->
                assertThatThrownBy(() -> ModerationSystem.run(owner, change)).hasMessageContaining("append-only"));

        assertThat(admin.audit(ListAuditRequest.newBuilder().setLimit(100))).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit SET detail = detail || ' ' WHERE seq = ?",
                "UPDATE audit SET detail = NULL WHERE seq = ?",
                "UPDATE audit SET actor = gen_random_uuid() WHERE seq = ?",
                "UPDATE audit SET target = gen_random_uuid() WHERE seq = ?",
                "UPDATE audit SET action = 'case.read' WHERE seq = ?",
                "UPDATE audit SET at = at + interval '1 microsecond' WHERE seq = ?",
                "UPDATE audit SET hash = sha256('other') WHERE seq = ?",
                "DELETE FROM audit WHERE seq = ?",
                "DELETE FROM audit WHERE seq >= ?"
            })
    void findsWhatASuperuserChanged(String change) {
        String unused = moderation.busyCase(5);
        long head = moderation.auditEnd();

        for (long seq : List.of(1L, head - 2, head)) {
            VerifyAuditReply found = whileChanged(change.replace("?", Long.toString(seq)), () -> admin.verifyAudit(0));
            assertThat(found).isEqualTo(broken(seq - 1, seq));
        }
        assertThat(admin.verifyAudit(0)).isEqualTo(right(head));
    }

    @Test
    void findsAnEntryThatWasRewrittenWithItsHash() {
        String unused = moderation.busyCase(5);
        long head = moderation.auditEnd();

        assertThat(whileChanged(rewrite(head - 2), () -> admin.verifyAudit(0))).isEqualTo(broken(head - 2, head - 1));
        assertThat(whileChanged(rewrite(head), () -> admin.verifyAudit(0))).isEqualTo(broken(head - 1, head));
    }

    /** The entry with another actor, and the hash that it would have. */
    private static String rewrite(long seq) {
        Function<Long, Row> find = number -> moderation
                .sql("SELECT * FROM audit WHERE seq = $1", number)
                .iterator()
                .next();
        AuditRow row = AuditRow.of(find.apply(seq));
        UUID somebody = UUID.randomUUID();
        AuditRow changed = new AuditRow(row.seq(), row.at(), somebody, row.action(), row.target(), row.detail());
        byte[] hash = changed.hash(find.apply(seq - 1).getBuffer("hash")).getBytes();
        return "UPDATE audit SET actor = '" + somebody + "', hash = decode('"
                + HexFormat.of().formatHex(hash) + "', 'hex') WHERE seq = " + seq;
    }

    @Test
    void findsThatAnEntryBeforeTheStretchIsMissing() {
        String unused = moderation.busyCase(5);
        long head = moderation.auditEnd();

        assertThat(whileChanged("DELETE FROM audit WHERE seq = " + (head - 2), () -> admin.verifyAudit(head - 1)))
                .isEqualTo(broken(0, head - 2));
    }

    /** What comes out while the audit is changed with its triggers off; then it is as before. */
    private static <T> T whileChanged(String change, Supplier<T> work) {
        List<T> result = new ArrayList<>();
        moderation.asSuperuser(owner -> {
            ModerationSystem.run(owner, "SET session_replication_role = replica");
            ModerationSystem.run(owner, "CREATE TEMPORARY TABLE saved AS SELECT * FROM audit");
            ModerationSystem.run(owner, change);
            try {
                result.add(work.get());
            } finally {
                ModerationSystem.run(owner, "DELETE FROM audit");
                ModerationSystem.run(owner, "INSERT INTO audit SELECT * FROM saved");
            }
        });
        return result.get(0);
    }

    private static VerifyAuditReply right(long checked) {
        return VerifyAuditReply.newBuilder().setChecked(checked).build();
    }

    private static VerifyAuditReply broken(long checked, long seq) {
        return VerifyAuditReply.newBuilder()
                .setChecked(checked)
                .setBrokenSeq(seq)
                .build();
    }
}
