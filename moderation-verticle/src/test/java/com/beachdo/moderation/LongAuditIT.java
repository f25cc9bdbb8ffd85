package com.beachdo.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.v1.VerifyAuditReply;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An audit that takes three stretches to verify, with a whole number of them at first. */
class LongAuditIT {
    private static final int STRETCH = 2_000;
    private static ModerationSystem moderation;
    private static Person service;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
        service = moderation.service(Transport.BUS);
        append(1, AuditRow.GENESIS, 2 * STRETCH);
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    private static void append(long from, Buffer hashBefore, int entries) {
        List<Tuple> rows = new ArrayList<>();
        Buffer hash = hashBefore;
        for (long seq = from; seq < from + entries; seq++) {
            OffsetDateTime at =
                    OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).plusSeconds(seq);
            AuditRow row = new AuditRow(seq, at, new UUID(1, 1), "case.claim", new UUID(2, seq), "{}");
            hash = row.hash(hash);
            rows.add(Tuple.of(row.seq(), row.at(), row.actor(), row.action(), row.target(), row.detail(), hash));
        }
        long last = from + entries - 1;
        Buffer end = hash;
        Object unused = TestSystem.await(moderation.db.transaction(tx -> tx.batch(
                        """
                        INSERT INTO audit (seq, at, actor, action, target, detail, hash)
                        VALUES ($1, $2, $3, $4, $5, $6, $7)
                        """,
                        rows)
                .compose(ignored -> tx.query("UPDATE audit_head SET seq = $1, hash = $2", last, end))));
    }

    @Test
    void isVerifiedStretchByStretch() {
        assertThat(service.verifyAudit(0))
                .isEqualTo(VerifyAuditReply.newBuilder()
                        .setChecked(STRETCH)
                        .setNextSeq(STRETCH + 1)
                        .build());
        assertThat(service.verifyAudit(STRETCH + 1))
                .isEqualTo(VerifyAuditReply.newBuilder().setChecked(STRETCH).build());
        assertThat(service.verifyAudit(5))
                .isEqualTo(VerifyAuditReply.newBuilder()
                        .setChecked(STRETCH)
                        .setNextSeq(STRETCH + 5)
                        .build());

        moderation.moderator(Transport.BUS).claim(moderation.caseAbout(moderation.listing()));

        assertThat(service.verifyAudit(STRETCH + 1).getNextSeq()).isEqualTo(2 * STRETCH + 1);
        assertThat(service.verifyAudit(2 * STRETCH + 1))
                .isEqualTo(VerifyAuditReply.newBuilder().setChecked(1).build());
    }

    @Test
    void isFoundBrokenInTheStretchWhereItIs() {
        long seq = STRETCH + 50;
        moderation.asSuperuser(owner -> {
            ModerationSystem.run(owner, "SET session_replication_role = replica");
            ModerationSystem.run(owner, "UPDATE audit SET detail = 'x' WHERE seq = " + seq);
            try {
                assertThat(service.verifyAudit(1).hasBrokenSeq()).isFalse();
                assertThat(service.verifyAudit(STRETCH + 1))
                        .isEqualTo(VerifyAuditReply.newBuilder()
                                .setChecked(49)
                                .setBrokenSeq(seq)
                                .build());
            } finally {
                ModerationSystem.run(owner, "UPDATE audit SET detail = '{}' WHERE seq = " + seq);
            }
        });
    }
}
