package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.GetTransparencyRequest;
import com.beachdo.moderation.v1.GetUserRecordRequest;
import com.beachdo.moderation.v1.NamedCount;
import com.beachdo.moderation.v1.Overviews;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.moderation.v1.Transparency;
import com.beachdo.moderation.v1.TransparencyFigure;
import com.beachdo.moderation.v1.UserRecord;
import com.beachdo.platform.rpc.Period;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.time.YearMonth;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Figures for publication, and of one user. */
class FiguresIT {
    private ModerationSystem moderation;

    @BeforeEach
    void start() {
        moderation = new ModerationSystem();
    }

    @AfterEach
    void stop() {
        moderation.close();
    }

    private <T> T call(Person person, Function<Overviews, Future<T>> call) {
        Overviews client = moderation.system.client(Overviews.class, person.transport());
        return moderation.system.as(person.context(), () -> call.apply(client));
    }

    private static GetTransparencyRequest of(String month) {
        return GetTransparencyRequest.newBuilder().setMonth(month).build();
    }

    private static TransparencyFigure figure(String figure, String name, long count) {
        return TransparencyFigure.newBuilder()
                .setFigure(figure)
                .setName(name)
                .setCount(count)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void aMonthIsCountedByKind(Transport transport) {
        Person staff = moderation.moderator(transport);
        Person owner = moderation.buyer(transport);
        for (int i = 0; i < 3; i++) {
            Case unused = staff.decide(
                    moderation.caseAbout(moderation.others.add(TargetType.TARGET_TYPE_LISTING, owner.id(), "Stolen")),
                    CaseAction.CASE_ACTION_REMOVE);
        }
        Case unusedToo = staff.decide(
                moderation.caseAbout(moderation.content(TargetType.TARGET_TYPE_THREAD)),
                CaseAction.CASE_ACTION_DISMISS);
        String month = YearMonth.from(Period.today()).toString();

        Transparency figures = call(staff, overviews -> overviews.getTransparency(of(month)));

        assertThat(figures.getMonth()).isEqualTo(month);
        assertThat(figures.getFiguresList())
                .contains(
                        figure("reports", "SPAM", 4),
                        figure("reportsByTarget", "LISTING", 3),
                        figure("reportsByTarget", "THREAD", 1),
                        figure("decisions", "REMOVE", 3),
                        figure("decisions", "DISMISS", 1),
                        figure("automaticDecisions", "RESTRICT", 1))
                .noneMatch(figure -> figure.getFigure().startsWith("late"));
        assertThat(call(staff, overviews -> overviews.getTransparencyCsv(of(month)))
                        .getCsv())
                .startsWith("month,figure,name,count\r\n")
                .contains(month + ",decisions,REMOVE,3\r\n");
        assertThat(call(staff, overviews -> overviews.getTransparency(of("2020-02")))
                        .getFiguresList())
                .isEmpty();
    }

    @Test
    void whatIsNoMonthIsRefused() {
        Person staff = moderation.moderator(Transport.BUS);
        for (String month : new String[] {"", "2026", "2026-13", "2026-11-01"}) {
            assertInvalid("month", () -> call(staff, overviews -> overviews.getTransparency(of(month))));
        }
    }

    @Test
    void aUsersRecordTellsHowRightTheirReportsWereAndWhatIsAboutThem() {
        Person staff = moderation.moderator(Transport.BUS);
        Person user = moderation.buyer(Transport.BUS);
        for (CaseAction action : new CaseAction[] {CaseAction.CASE_ACTION_WARN, CaseAction.CASE_ACTION_DISMISS}) {
            Content listing = moderation.listing();
            user.report(listing, com.beachdo.moderation.v1.ReportReason.REPORT_REASON_FRAUD);
            staff.decide(moderation.openCase(listing), action);
        }
        user.report(moderation.listing(), com.beachdo.moderation.v1.ReportReason.REPORT_REASON_FRAUD);
        staff.decide(
                moderation.caseAbout(moderation.others.add(TargetType.TARGET_TYPE_LISTING, user.id(), "Mine")),
                CaseAction.CASE_ACTION_REMOVE);
        String open =
                moderation.caseAbout(moderation.others.add(TargetType.TARGET_TYPE_LISTING, user.id(), "Mine, too"));
        assertThat(open).isNotEmpty();

        UserRecord found = call(
                staff,
                overviews -> overviews.getUserRecord(
                        GetUserRecordRequest.newBuilder().setUserId(user.id()).build()));

        assertThat(found)
                .isEqualTo(UserRecord.newBuilder()
                        .setUserId(user.id())
                        .setReportsMade(3)
                        .setReportsRight(1)
                        .setReportsWrong(1)
                        .setOpenCases(1)
                        .addDecisions(NamedCount.newBuilder().setName("REMOVE").setCount(1))
                        .setPoints(2)
                        .build());
    }
}
