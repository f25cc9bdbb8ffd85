package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.CreateCommentRequest;
import com.beachdo.forum.v1.LinkedListing;
import com.beachdo.forum.v1.LinkedListingState;
import com.beachdo.forum.v1.ListThreadsRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkedListingsIT {
    private static Comment comment(Person person, Thread thread, String listing) {
        return person.comments(comments -> comments.createComment(CreateCommentRequest.newBuilder()
                .setThreadId(thread.getId())
                .setBody("This one, for example.")
                .setListingId(listing)
                .build()));
    }

    @ParameterizedTest
    @EnumSource
    void postsCarryTheCardsOfTheirListings(Transport transport) {
        try (ForumSystem forum = new ForumSystem(Duration.ofHours(1))) {
            String scooter = forum.catalog.put("Scooter");
            String bicycle = forum.catalog.put("Bicycle");
            Person author = forum.person(transport);
            Thread thread = author.open(author.draft().setListingId(scooter));
            Thread plain =
                    author.open(author.draft().setTitle("Without a listing").setBody("Nothing to see."));
            Comment comment = comment(author, thread, bicycle);

            Thread read = forum.anonymous(transport).read(thread.getId());
            LinkedListing card = read.getListing();
            assertThat(read.getListingId()).isEqualTo(scooter);
            assertThat(card.getId()).isEqualTo(scooter);
            assertThat(card.getState()).isEqualTo(LinkedListingState.LINKED_LISTING_STATE_AVAILABLE);
            assertThat(card.getTitle()).isEqualTo("Scooter");
            assertThat(card.getPrice().getAmount()).isEqualTo(4_999_900);
            assertThat(card.getCoverUrl()).isEqualTo("https://media.example/thumb.jpg");
            assertThat(card.getCoverBlurhash()).isEqualTo("LEHV6nWB2yk8");
            assertThat(card.getSeller().getName()).isEqualTo("Ravi");
            assertThat(card.getSeller().getVerified()).isTrue();
            assertThat(forum.anonymous(transport).read(plain.getId()).hasListing())
                    .isFalse();
            assertThat(comment.getListing().getTitle()).isEqualTo("Bicycle");
            assertThat(author.readComments(thread.getId()).getItems(0).getListing())
                    .isEqualTo(comment.getListing());
        }
    }

    @Test
    void aPageAsksOnceForAllOfItsListings() {
        try (ForumSystem forum = new ForumSystem(Duration.ZERO)) {
            Person author = forum.person(Transport.BUS);
            String first = forum.catalog.put("First");
            String second = forum.catalog.put("Second");
            String again = second;
            for (String listing : List.of(first, second, again)) {
                author.open(author.draft()
                        .setTitle("About " + listing)
                        .setBody("What of " + listing + "?")
                        .setListingId(listing));
            }
            forum.catalog.asked.clear();

            List<Thread> page = author.list(ListThreadsRequest.newBuilder()).getItemsList();

            assertThat(page)
                    .extracting(thread -> thread.getListing().getTitle())
                    .contains("First", "Second");
            assertThat(forum.catalog.asked).singleElement().satisfies(ids -> assertThat(ids)
                    .containsExactlyInAnyOrder(first, second));
        }
    }

    @Test
    void whatNobodySeesAnyMoreIsNoLongerAvailable() {
        try (ForumSystem forum = new ForumSystem(Duration.ofHours(1))) {
            Person author = forum.person(Transport.BUS);
            String listing = forum.catalog.put("Scooter");
            Thread thread = author.open(author.draft().setListingId(listing));
            int asked = forum.catalog.asked.size();
            assertThat(author.read(thread.getId()).getListing().getTitle()).isEqualTo("Scooter");
            assertThat(forum.catalog.asked).as("remembered").hasSize(asked);

            forum.catalog.hide(listing);
            forum.deliver(
                    Ids.next().toString(),
                    ListingChanged.newBuilder()
                            .setListingId(listing)
                            .setSellerId(author.id())
                            .setTitle("Scooter")
                            .setStatus("SOLD")
                            .setVersion(3)
                            .setTransition("SELL")
                            .build());

            Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                            author.read(thread.getId()).getListing())
                    .isEqualTo(LinkedListing.newBuilder()
                            .setId(listing)
                            .setState(LinkedListingState.LINKED_LISTING_STATE_UNAVAILABLE)
                            .build()));
        }
    }

    @Test
    void withoutCatalogThreadsAreReadAndCardsHaveTheirIds() {
        try (ForumSystem forum = new ForumSystem(Duration.ZERO)) {
            Person author = forum.person(Transport.BUS);
            String listing = forum.catalog.put("Scooter");
            Thread thread = author.open(author.draft().setListingId(listing));

            forum.catalog.down = true;
            assertThat(author.read(thread.getId()).getListing())
                    .isEqualTo(LinkedListing.newBuilder().setId(listing).build());
            int asked = forum.catalog.asked.size();
            assertThat(author.read(thread.getId()).getBody()).isEqualTo(thread.getBody());
            assertThat(forum.catalog.asked).as("not asked again at once").hasSize(asked);
            Thread unchecked = author.open(author.draft()
                    .setTitle("Another thread")
                    .setBody("Not the same.")
                    .setListingId(Ids.next().toString()));
            assertThat(unchecked.getListing().hasState()).isFalse();

            forum.catalog.down = false;
            Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                            author.read(thread.getId()).getListing().getTitle())
                    .isEqualTo("Scooter"));
            assertThat(author.read(unchecked.getId()).getListing().getState())
                    .isEqualTo(LinkedListingState.LINKED_LISTING_STATE_UNAVAILABLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyLinksToWhatNobodySees(Transport transport) {
        try (ForumSystem forum = new ForumSystem(Duration.ofHours(1))) {
            Person author = forum.person(transport);
            Thread thread = author.open();
            String unknown = Ids.next().toString();
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> author.open(author.draft().setListingId(unknown)), () -> comment(author, thread, unknown))) {
                assertThatThrownBy(call).isInstanceOfSatisfying(RpcException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
                    assertThat(refused.code()).isEqualTo("post.listing_unknown");
                    assertThat(refused.fields().get(0).pointer()).isEqualTo("/listingId");
                });
            }
            String listing = forum.catalog.put("Scooter");
            Person repeating = author.withKey("the-same-key");
            Thread first =
                    repeating.open(repeating.draft().setTitle("With a key").setListingId(listing));
            forum.catalog.hide(listing);
            assertThat(repeating
                            .open(repeating.draft().setTitle("With a key").setListingId(listing))
                            .getId())
                    .isEqualTo(first.getId());
        }
    }
}
