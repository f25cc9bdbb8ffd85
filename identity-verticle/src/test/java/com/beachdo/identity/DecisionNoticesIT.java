package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.mail.MailTexts;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.moderation.v1.Activity;
import com.beachdo.moderation.v1.AppealAnswered;
import com.beachdo.moderation.v1.AppealStatus;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.DecisionMade;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecisionNoticesIT {
    private final IdentitySystem identity =
            IdentitySystem.start(Map.of("BEACHDO_GRIEVANCE_CONTACT", "Asha <officer@beachdo.test>"));

    @AfterEach
    void stop() {
        identity.close();
    }

    private static DecisionMade.Builder decision(SignedIn about, CaseAction action) {
        return DecisionMade.newBuilder()
                .setDecisionId(Ids.next().toString())
                .setUserId(about.getUser().getId())
                .setAction(action)
                .setGround(ReportReason.REPORT_REASON_FRAUD)
                .setReason("Goods that were never sent.")
                .setAppealBy(Timestamp.newBuilder().setSeconds(1_800_000_000));
    }

    private void deliver(DecisionMade decision) {
        identity.deliver(Ids.next().toString(), "moderation", decision.getDecisionId(), decision);
    }

    @Test
    void reachThoseWhoAreKeptOut() {
        String email = newEmail();
        SignedIn banned = identity.registerVerified(Transport.BUS, email);
        DecisionMade decision = decision(banned, CaseAction.CASE_ACTION_BAN).build();
        identity.deliver(
                Ids.next().toString(),
                "moderation",
                banned.getUser().getId(),
                AccountRestricted.newBuilder()
                        .setUserId(banned.getUser().getId())
                        .setBanned(true)
                        .setReason("Fraud")
                        .setDecisionId(decision.getDecisionId())
                        .build());

        deliver(decision);

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.messages("mail", email))
                .anySatisfy(mail -> assertThat(mail.text())
                        .contains(
                                "closed for good",
                                "Ground: Fraud",
                                "Reasons: Goods that were never sent.",
                                "15 January 2027, 13:30",
                                "Asha <officer@beachdo.test>",
                                decision.getDecisionId())));
    }

    @Test
    void sayWhatOneMayNotDoAndUntilWhen() {
        String email = newEmail();
        SignedIn restricted = identity.registerVerified(Transport.BUS, email);
        deliver(decision(restricted, CaseAction.CASE_ACTION_RESTRICT)
                .addActivities(Activity.ACTIVITY_CHAT)
                .addActivities(Activity.ACTIVITY_LIST)
                .setUntil(Timestamp.newBuilder().setSeconds(1_790_000_000))
                .build());

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.messages("mail", email))
                .anySatisfy(mail -> assertThat(mail.text())
                        .contains("may not: chat, offer things for sale", "Until (Indian time): 21 September 2026")));
    }

    @Test
    void tellTheAnswerToAnAppeal() {
        String email = newEmail();
        SignedIn person = identity.registerVerified(Transport.BUS, email);
        for (AppealStatus outcome : List.of(AppealStatus.APPEAL_STATUS_UPHELD, AppealStatus.APPEAL_STATUS_OVERTURNED)) {
            AppealAnswered answer = AppealAnswered.newBuilder()
                    .setAppealId(Ids.next().toString())
                    .setDecisionId(Ids.next().toString())
                    .setUserId(person.getUser().getId())
                    .setOutcome(outcome)
                    .setAnswer("We looked at the bill.")
                    .build();
            identity.deliver(Ids.next().toString(), "moderation", answer.getAppealId(), answer);
            String outcomeText =
                    outcome == AppealStatus.APPEAL_STATUS_UPHELD ? "the decision stands" : "was taken back";
            Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.messages("mail", email))
                    .anySatisfy(mail -> assertThat(mail.text())
                            .contains(outcomeText, "Answer: We looked at the bill.", answer.getDecisionId())));
        }
    }

    @Test
    void haveWordsForAllThatCanBeDecided() {
        for (String language : MailTexts.LANGUAGES) {
            for (ReportReason ground : ReportReason.values()) {
                if (ground != ReportReason.UNRECOGNIZED) {
                    String name = ground.name().substring("REPORT_REASON_".length());
                    assertThat(MailTexts.text(language, "DECISION.ground_" + name.toLowerCase(Locale.ROOT)))
                            .isNotBlank();
                }
            }
            for (String word : new String[] {
                "warn",
                "remove",
                "restrict",
                "suspend",
                "ban",
                "activity_post",
                "let_in",
                "upheld",
                "overturned",
                "answer"
            }) {
                assertThat(MailTexts.text(language, "DECISION." + word)).isNotBlank();
            }
        }
    }
}
