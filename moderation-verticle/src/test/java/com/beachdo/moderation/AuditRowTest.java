package com.beachdo.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditRowTest {
    private static final OffsetDateTime AT = OffsetDateTime.of(2026, 3, 4, 5, 6, 7, 123_456_000, ZoneOffset.UTC);
    private static final UUID ASHA = new UUID(1, 1);
    private static final UUID CASE = new UUID(2, 2);

    @Test
    void theSameEntryHasTheSameHash() {
        assertThat(row(1, "case.claim", "{}").hash(AuditRow.GENESIS))
                .isEqualTo(row(1, "case.claim", "{}").hash(AuditRow.GENESIS))
                .satisfies(hash -> assertThat(hash.length()).isEqualTo(32));
    }

    @Test
    void itsHashIsOfTheTimeThatTheDatabaseKeeps() {
        AuditRow exact = row(1, "case.claim", null);
        AuditRow elsewhere = new AuditRow(
                1,
                AT.plusNanos(999).withOffsetSameInstant(ZoneOffset.ofHoursMinutes(5, 30)),
                ASHA,
                "case.claim",
                CASE,
                null);

        assertThat(elsewhere).isEqualTo(exact);
        assertThat(elsewhere.hash(AuditRow.GENESIS)).isEqualTo(exact.hash(AuditRow.GENESIS));
    }

    @Test
    void everyFieldAndTheHashBeforeItCount() {
        AuditRow entry = row(1, "case.claim", "{}");
        List<AuditRow> others = List.of(
                row(2, "case.claim", "{}"),
                row(1, "case.clai", "m{}"),
                row(1, "case.claim", "{ }"),
                row(1, "case.claim", ""),
                row(1, "case.claim", null),
                new AuditRow(1, AT.plusSeconds(1), ASHA, "case.claim", CASE, "{}"),
                new AuditRow(1, AT.plusNanos(1_000), ASHA, "case.claim", CASE, "{}"),
                new AuditRow(1, AT, CASE, "case.claim", CASE, "{}"),
                new AuditRow(1, AT, ASHA, "case.claim", ASHA, "{}"));
        Set<Buffer> hashes = new HashSet<>(Set.of(entry.hash(AuditRow.GENESIS)));
        assertThat(hashes.add(entry.hash(Buffer.buffer(new byte[31]).appendByte((byte) 1))))
                .isTrue();

        assertThat(others).allSatisfy(other -> assertThat(hashes.add(other.hash(AuditRow.GENESIS)))
                .isTrue());
    }

    private static AuditRow row(long seq, String action, @Nullable String detail) {
        return new AuditRow(seq, AT, ASHA, action, CASE, detail);
    }
}
