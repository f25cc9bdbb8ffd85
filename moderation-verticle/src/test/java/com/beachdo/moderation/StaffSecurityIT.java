package com.beachdo.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SecurityEventRecorded;
import com.beachdo.moderation.v1.AuditEntry;
import com.beachdo.moderation.v1.ListAuditRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class StaffSecurityIT {
    @Test
    void signInsOfStaffAreAuditedAndThoseOfOthersAreNot() {
        try (ModerationSystem moderation = new ModerationSystem()) {
            String staff = Ids.next().toString();
            String buyer = Ids.next().toString();
            tell(moderation, staff, true);
            tell(moderation, buyer, false);
            tell(moderation, "", false);

            List<AuditEntry> audit = moderation
                    .admin(Transport.BUS)
                    .audit(ListAuditRequest.newBuilder())
                    .getItemsList();

            assertThat(audit).hasSize(1);
            assertThat(audit.get(0).getAction()).isEqualTo("account.sign_in_refused");
            assertThat(audit.get(0).toString()).contains(staff, "times").doesNotContain(buyer);
        }
    }

    private static void tell(ModerationSystem moderation, String userId, boolean staff) {
        SecurityEventRecorded event = SecurityEventRecorded.newBuilder()
                .setUserId(userId)
                .setAction(SecurityAction.SECURITY_ACTION_SIGN_IN_REFUSED)
                .setHow("password")
                .setTimes(7)
                .setStaff(staff)
                .build();
        moderation.tell(userId, event);
    }

    @Test
    void whatStaffChangesOfTheCatalogIsInTheAudit() {
        try (ModerationSystem moderation = new ModerationSystem()) {
            String actor = Ids.next().toString();
            moderation.tell(
                    "categories",
                    com.beachdo.catalog.v1.StaffActed.newBuilder()
                            .setActorId(actor)
                            .setSubject("categories")
                            .setAction("category.retire")
                            .setDetail("{\"categoryId\":\"cars\"}")
                            .build());

            AuditEntry entry = moderation
                    .admin(Transport.BUS)
                    .audit(ListAuditRequest.newBuilder().setActor(actor))
                    .getItems(0);

            assertThat(entry.getAction()).isEqualTo("category.retire");
            assertThat(new JsonObject(entry.getDetail()))
                    .isEqualTo(new JsonObject().put("categoryId", "cars").put("targetType", "categories"));
        }
    }

    @Test
    void whatStaffDoesInTheForumIsAboutThatThing() {
        try (ModerationSystem moderation = new ModerationSystem()) {
            String board = Ids.next().toString();
            String admin = Ids.next().toString();
            moderation.tell(
                    board,
                    com.beachdo.forum.v1.StaffActed.newBuilder()
                            .setActorId(admin)
                            .setTargetType("BOARD")
                            .setTargetId(board)
                            .setAction("board.retire")
                            .setDetail("{\"name\":\"Cricket\"}")
                            .build());
            AuditEntry entry = moderation
                    .admin(Transport.BUS)
                    .audit(ListAuditRequest.newBuilder().setTarget(board))
                    .getItems(0);
            assertThat(entry.getActor()).isEqualTo(admin);
            assertThat(entry.getAction()).isEqualTo("board.retire");
            assertThat(entry.getDetail()).contains("Cricket", "BOARD");
        }
    }
}
