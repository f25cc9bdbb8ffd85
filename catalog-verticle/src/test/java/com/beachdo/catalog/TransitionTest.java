package com.beachdo.catalog;

import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_ACTIVE;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_CHANGES_REQUESTED;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_DRAFT;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_EXPIRED;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_PENDING_REVIEW;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_REJECTED;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_REMOVED;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_SOLD;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_UNSPECIFIED;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransitionTest {
    private static final List<ListingStatus> STATES = Arrays.stream(ListingStatus.values())
            .filter(status -> status != LISTING_STATUS_UNSPECIFIED && status != ListingStatus.UNRECOGNIZED)
            .toList();

    /** The state machine of the public surface, written down a second time. */
    private static final Set<String> LEGAL = Set.of(
            "SUBMIT DRAFT PENDING_REVIEW",
            "SUBMIT CHANGES_REQUESTED PENDING_REVIEW",
            "PUBLISH DRAFT ACTIVE",
            "SELL ACTIVE SOLD",
            "RENEW ACTIVE ACTIVE",
            "RENEW EXPIRED ACTIVE",
            "WITHDRAW PENDING_REVIEW WITHDRAWN",
            "WITHDRAW ACTIVE WITHDRAWN",
            "WITHDRAW EXPIRED WITHDRAWN",
            "APPROVE PENDING_REVIEW ACTIVE",
            "REJECT PENDING_REVIEW REJECTED",
            "REQUEST_CHANGES PENDING_REVIEW CHANGES_REQUESTED",
            "REMOVE ACTIVE REMOVED",
            "RESTORE REMOVED ACTIVE",
            "TAKE_DOWN DRAFT REMOVED",
            "TAKE_DOWN PENDING_REVIEW REMOVED",
            "TAKE_DOWN ACTIVE REMOVED",
            "TAKE_DOWN SOLD REMOVED",
            "TAKE_DOWN EXPIRED REMOVED",
            "TAKE_DOWN WITHDRAWN REMOVED",
            "TAKE_DOWN REJECTED REMOVED",
            "TAKE_DOWN CHANGES_REQUESTED REMOVED");

    @Test
    void allowsTheMovesOfTheStateMachineAndNoOthers() {
        List<String> allowed = new ArrayList<>();
        for (Transition transition : Transition.values()) {
            for (ListingStatus from : STATES) {
                if (allows(transition, from)) {
                    allowed.add(transition + " " + Transition.name(from) + " " + Transition.name(transition.to()));
                }
            }
        }
        assertThat(allowed).containsExactlyInAnyOrderElementsOf(LEGAL);
    }

    private static boolean allows(Transition transition, ListingStatus from) {
        try {
            transition.requireFrom(from);
            return true;
        } catch (RpcException refused) {
            return false;
        }
    }

    @Test
    void namesTheCurrentStateWhenItRefuses() {
        assertThatThrownBy(() -> Transition.SELL.requireFrom(LISTING_STATUS_WITHDRAWN))
                .isInstanceOfSatisfying(RpcException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(GrpcStatus.FAILED_PRECONDITION);
                    assertThat(refused.code()).isEqualTo("listing.illegal_transition");
                    assertThat(refused.message()).contains("WITHDRAWN").contains("ACTIVE");
                });
        assertThatCode(() -> Transition.SELL.requireFrom(LISTING_STATUS_ACTIVE)).doesNotThrowAnyException();
    }

    @Test
    void leavesDecisionsToStaffAndTheRestToTheOwner() {
        assertThat(Arrays.stream(Transition.values()).filter(move -> move.by() == Transition.By.STAFF))
                .containsExactly(
                        Transition.APPROVE,
                        Transition.REJECT,
                        Transition.REQUEST_CHANGES,
                        Transition.REMOVE,
                        Transition.RESTORE);
        assertThat(Transition.TAKE_DOWN.by()).isEqualTo(Transition.By.MODERATION);
    }

    @Test
    void sendsAnEditedLiveListingBackToReview() {
        assertThat(Transition.edit(LISTING_STATUS_ACTIVE)).isEqualTo(LISTING_STATUS_PENDING_REVIEW);
    }

    @Test
    void leavesOtherEditableListingsWhereTheyAre() {
        for (ListingStatus status :
                List.of(LISTING_STATUS_DRAFT, LISTING_STATUS_PENDING_REVIEW, LISTING_STATUS_CHANGES_REQUESTED)) {
            assertThat(Transition.edit(status)).isEqualTo(status);
        }
    }

    @Test
    void refusesToEditWhatIsOver() {
        for (ListingStatus status : List.of(
                LISTING_STATUS_SOLD,
                LISTING_STATUS_EXPIRED,
                LISTING_STATUS_WITHDRAWN,
                LISTING_STATUS_REJECTED,
                LISTING_STATUS_REMOVED)) {
            assertThatThrownBy(() -> Transition.edit(status))
                    .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                            .isEqualTo("listing.not_editable"));
        }
    }
}
