package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ListAuditRequest;
import com.beachdo.moderation.v1.ListCasesRequest;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessIT {
    private static ModerationSystem moderation;
    private static Content listing;
    private static String caseId;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
        listing = moderation.listing();
        caseId = moderation.caseAbout(listing);
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    @ParameterizedTest
    @EnumSource
    void casesAreForStaffOnly(Transport transport) {
        List<Function<Person, Object>> calls = List.of(
                person -> person.list(ListCasesRequest.newBuilder()),
                person -> person.read(caseId),
                person -> person.claim(caseId),
                person -> person.release(caseId),
                person -> person.decide(caseId, CaseAction.CASE_ACTION_DISMISS));

        for (Function<Person, Object> call : calls) {
            assertDenied(call, moderation.buyer(transport));
            assertDenied(call, moderation.person(transport, "BUYER", "SELLER"));
            assertDenied(call, moderation.service(transport));
            assertUnauthenticated(call, moderation.anonymous(transport));
        }
        assertThat(moderation.moderator(transport).read(caseId).getVersion()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void theAuditIsForAdminsOnly(Transport transport) {
        Function<Person, Object> list = person -> person.audit(ListAuditRequest.newBuilder());
        Function<Person, Object> verify = person -> person.verifyAudit(0);

        for (Person other : List.of(moderation.buyer(transport), moderation.moderator(transport))) {
            assertDenied(list, other);
            assertDenied(verify, other);
        }
        assertDenied(list, moderation.service(transport));
        assertUnauthenticated(list, moderation.anonymous(transport));
        assertUnauthenticated(verify, moderation.anonymous(transport));
        assertThat(list.apply(moderation.admin(transport))).isNotNull();
        assertThat(verify.apply(moderation.admin(transport))).isNotNull();
        assertThat(verify.apply(moderation.service(transport))).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void reportsAreForPeopleWhoSignedIn(Transport transport) {
        Function<Person, Object> report = person -> person.report(listing, ReportReason.REPORT_REASON_SPAM);
        Function<Person, Object> list = person -> person.myReports(0, "");

        assertUnauthenticated(report, moderation.anonymous(transport));
        assertUnauthenticated(list, moderation.anonymous(transport));
        assertDenied(report, moderation.service(transport));
        assertDenied(list, moderation.service(transport));
    }

    private static void assertDenied(Function<Person, Object> call, Person person) {
        assertRefused(GrpcStatus.PERMISSION_DENIED, "auth.forbidden", () -> call.apply(person));
    }

    private static void assertUnauthenticated(Function<Person, Object> call, Person person) {
        assertRefused(GrpcStatus.UNAUTHENTICATED, "auth.required", () -> call.apply(person));
    }
}
