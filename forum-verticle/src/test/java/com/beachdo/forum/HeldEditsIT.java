package com.beachdo.forum;

import static com.beachdo.forum.ForumSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.DecideCommentEditRequest;
import com.beachdo.forum.v1.DecideThreadEditRequest;
import com.beachdo.forum.v1.HeldPost;
import com.beachdo.forum.v1.HeldPostState;
import com.beachdo.forum.v1.ListHeldPostsReply;
import com.beachdo.forum.v1.ListHeldPostsRequest;
import com.beachdo.forum.v1.ListMyHeldPostsRequest;
import com.beachdo.forum.v1.PostReview;
import com.beachdo.forum.v1.PostSuspected;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.UpdateCommentRequest;
import com.beachdo.forum.v1.UpdateThreadRequest;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.moderation.v1.ContentCleared;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldEditsIT {
    private static final String SPAM = "Cheap phones, call 9876543210 now";

    private final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1));

    @AfterAll
    void stop() {
        forum.close();
    }

    private Person stranger(Transport transport) {
        Person person = forum.person(transport);
        forum.identity.putNew(person.id(), "Kiran", Instant.now());
        return person;
    }

    private Person staff(Transport transport) {
        return forum.person("Meera", transport, "MODERATOR");
    }

    private <T> T review(Person person, Function<PostReview, Future<T>> call) {
        PostReview client = forum.client(PostReview.class, person.transport());
        return forum.system.as(person.context(), () -> call.apply(client));
    }

    private List<HeldPost> mine(Person person) {
        return review(person, review -> review.listMyHeldPosts(ListMyHeldPostsRequest.getDefaultInstance()))
                .getItemsList();
    }

    private int suspected(String post) throws Exception {
        int count = 0;
        for (Row row : forum.sql("SELECT payload FROM outbox WHERE type = 'beachdo.forum.v1.PostSuspected'")) {
            PostSuspected event =
                    PostSuspected.parseFrom(row.getBuffer("payload").getBytes());
            count += event.getCommentId().equals(post) || event.getThreadId().equals(post) ? 1 : 0;
        }
        return count;
    }

    private static UpdateThreadRequest.Builder of(Thread thread) {
        return UpdateThreadRequest.newBuilder().setThreadId(thread.getId());
    }

    private static UpdateCommentRequest.Builder of(Comment comment, String body) {
        return UpdateCommentRequest.newBuilder().setCommentId(comment.getId()).setBody(body);
    }

    private DecideThreadEditRequest decision(Thread thread, boolean approve) {
        return DecideThreadEditRequest.newBuilder()
                .setThreadId(thread.getId())
                .setEditId(thread.getPendingEdit().getId())
                .setApprove(approve)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void anEditIntoSpamWaitsWhileOthersSeeWhatWasThere(Transport transport) throws Exception {
        Person author = stranger(transport);
        Thread thread = author.open(author.draft().setTitle("Which phone?").setBody("I need one."));
        Person other = forum.person("Ravi", transport);

        Thread edited = author.edit(of(thread).setTitle("Cheap phones").setBody(SPAM));

        assertThat(edited.getBody()).isEqualTo("I need one.");
        assertThat(edited.getVersion()).isEqualTo(thread.getVersion());
        assertThat(edited.getPendingEdit().getBody()).isEqualTo(SPAM);
        assertThat(edited.getPendingEdit().getBodyHtml()).contains("<p>");
        assertThat(edited.getPendingEdit().getTitle()).isEqualTo("Cheap phones");
        assertThat(author.read(thread.getId()).getPendingEdit()).isEqualTo(edited.getPendingEdit());
        assertThat(other.read(thread.getId()).getTitle()).isEqualTo("Which phone?");
        assertThat(other.read(thread.getId()).hasPendingEdit()).isFalse();
        assertThat(forum.anonymous(transport).read(thread.getId()).hasPendingEdit())
                .isFalse();
        assertThat(forum.service(transport)
                        .read(thread.getId())
                        .getPendingEdit()
                        .getBody())
                .isEqualTo(SPAM);
        assertThat(suspected(thread.getId())).isEqualTo(1);

        Person staff = staff(transport);
        Thread looked = staff.read(thread.getId());
        author.edit(of(thread).setBody(SPAM + " or else"));
        assertRefused(
                GrpcStatus.ABORTED,
                "post.edit_changed",
                () -> review(staff, review -> review.decideThreadEdit(decision(looked, true))));
        Thread again = staff.read(thread.getId());
        assertThat(again.getPendingEdit().getBody()).isEqualTo(SPAM + " or else");
        Thread approved = review(staff, review -> review.decideThreadEdit(decision(again, true)));

        assertThat(approved.getBody()).isEqualTo(SPAM + " or else");
        assertThat(approved.getVersion()).isEqualTo(thread.getVersion() + 1);
        assertThat(approved.hasPendingEdit()).isFalse();
        assertThat(other.read(thread.getId()).getBody()).isEqualTo(SPAM + " or else");
        assertRefused(
                GrpcStatus.FAILED_PRECONDITION,
                "post.no_pending_edit",
                () -> review(staff, review -> review.decideThreadEdit(decision(again, true))));
        assertThat(forum.sql(
                                "SELECT FROM outbox WHERE type = 'beachdo.forum.v1.StaffActed' AND aggregate_id = $1",
                                thread.getId())
                        .size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aCaseDecidesEditsOfComments(Transport transport) throws Exception {
        Person author = stranger(transport);
        String thread = forum.person("Ravi", transport).open().getId();
        Comment cleared = author.comment(thread, "Hello");
        Comment removed = author.comment(thread, "Good morning");
        Comment refused = author.comment(thread, "Good evening");
        for (Comment comment : List.of(cleared, removed, refused)) {
            Comment edited = author.editComment(of(comment, SPAM + " " + comment.getBody()));
            assertThat(edited.getBody()).isEqualTo(comment.getBody());
            assertThat(edited.hasPendingEdit()).isTrue();
            assertThat(suspected(comment.getId())).isEqualTo(1);
        }
        assertThat(author.readComments(thread).getItemsList())
                .allSatisfy(comment -> assertThat(comment.hasPendingEdit()).isTrue());
        assertThat(forum.anonymous(transport).readComments(thread).getItemsList())
                .extracting(Comment::getBody)
                .containsExactly("Hello", "Good morning", "Good evening");

        ContentCleared clear = ContentCleared.newBuilder()
                .setTargetType(TargetType.TARGET_TYPE_COMMENT)
                .setTargetId(cleared.getId())
                .build();
        forum.deliver(Ids.next().toString(), clear);
        forum.deliver(Ids.next().toString(), clear);
        forum.deliver(
                Ids.next().toString(),
                ContentRemoved.newBuilder()
                        .setTargetType(TargetType.TARGET_TYPE_COMMENT)
                        .setTargetId(removed.getId())
                        .setReason("Advertising.")
                        .build());
        Person staff = staff(transport);
        String edit = staff.lookUpEdit(refused);
        Comment kept = review(
                staff,
                review -> review.decideCommentEdit(DecideCommentEditRequest.newBuilder()
                        .setCommentId(refused.getId())
                        .setEditId(edit)
                        .build()));

        assertThat(kept.getBody()).isEqualTo("Good evening");
        List<Comment> seen = author.readComments(thread).getItemsList();
        assertThat(seen)
                .noneSatisfy(comment -> assertThat(comment.hasPendingEdit()).isTrue());
        assertThat(seen).extracting(Comment::getBody).containsExactly(SPAM + " Hello", "", "Good evening");
        assertThat(seen.get(0).getVersion()).isEqualTo(cleared.getVersion() + 1);
        PostModerationIT.assertCountersEqualRows(forum);
    }

    @Test
    void aHarmlessEditTakesItsPlaceAndTagsLeaveIt() {
        Person author = stranger(Transport.BUS);
        Thread thread = author.open();
        author.edit(of(thread).setBody(SPAM));
        assertThat(author.edit(of(thread)
                                .setTags(com.google.protobuf.ListValue.newBuilder()
                                        .addValues(com.google.protobuf.Value.newBuilder()
                                                .setStringValue("phones"))))
                        .getPendingEdit()
                        .getBody())
                .isEqualTo(SPAM);

        Thread harmless = author.edit(of(thread).setBody("Any phone will do."));

        assertThat(harmless.getBody()).isEqualTo("Any phone will do.");
        assertThat(harmless.getTagsList()).containsExactly("phones");
        assertThat(harmless.hasPendingEdit()).isFalse();
        assertThat(mine(author)).isEmpty();
    }

    @Test
    void anEditIntoWhatOthersPostIsHeldAndCountsForOthers() {
        String text = "Join our wonderful reading circle and share your favourite stories with new people.";
        String thread = forum.person(Transport.BUS).open().getId();
        for (int count = 0; count < 3; count++) {
            Person person = forum.person(Transport.BUS);
            Comment comment = person.comment(thread, "Something else number " + "i".repeat(count + 1));
            assertThat(person.editComment(of(comment, text)).hasPendingEdit()).isFalse();
        }
        Person fourth = forum.person(Transport.BUS);
        Comment comment = fourth.comment(thread, "Nothing of the kind.");
        assertThat(fourth.editComment(of(comment, text)).hasPendingEdit()).isTrue();
        assertThat(forum.person(Transport.BUS).comment(thread, text).getHeld()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsIsListedForItsAuthorAndForStaff(Transport transport) {
        Person author = stranger(transport);
        Thread thread = author.open();
        Comment comment = author.comment(thread.getId(), "Hello");
        author.editComment(of(comment, SPAM));
        Thread held = author.open(author.draft()
                .setBoardId(forum.boards().get(4).getId())
                .setTitle("Cheap phones")
                .setBody(SPAM));
        Comment refused = author.comment(thread.getId(), SPAM + " again");
        forum.deliver(
                Ids.next().toString(),
                ContentRemoved.newBuilder()
                        .setTargetType(TargetType.TARGET_TYPE_COMMENT)
                        .setTargetId(refused.getId())
                        .setReason("Advertising.")
                        .build());

        List<HeldPost> mine = mine(author);
        assertThat(mine)
                .extracting(HeldPost::getState)
                .containsExactly(
                        HeldPostState.HELD_POST_STATE_REFUSED,
                        HeldPostState.HELD_POST_STATE_WAITING,
                        HeldPostState.HELD_POST_STATE_EDIT_WAITING);
        assertThat(mine.get(0).getCommentId()).isEqualTo(refused.getId());
        assertThat(mine.get(1).getThreadId()).isEqualTo(held.getId());
        assertThat(mine.get(1).hasCommentId()).isFalse();
        assertThat(mine.get(2).getCommentId()).isEqualTo(comment.getId());
        assertThat(mine.get(2).getBody()).isEqualTo(SPAM);
        assertThat(mine.get(2).getTitle()).isEqualTo(thread.getTitle());
        assertThat(mine(forum.person("Ravi", transport))).isEmpty();

        Person staff = staff(transport);
        List<HeldPost> all = new ArrayList<>();
        ListHeldPostsRequest.Builder request = ListHeldPostsRequest.newBuilder().setLimit(1);
        ListHeldPostsReply page = review(staff, review -> review.listHeldPosts(request.build()));
        all.addAll(page.getItemsList());
        while (page.hasNextCursor()) {
            request.setCursor(page.getNextCursor());
            page = review(staff, review -> review.listHeldPosts(request.build()));
            all.addAll(page.getItemsList());
        }
        assertThat(all)
                .filteredOn(post -> post.getAuthor().getId().equals(author.id()))
                .containsExactly(mine.get(2), mine.get(1));
        assertThat(mine.get(1).getAuthor().getName()).isEqualTo("Kiran");
        ListHeldPostsRequest ofBoard = ListHeldPostsRequest.newBuilder()
                .setBoard(held.getBoardId())
                .setLimit(100)
                .build();
        assertThat(review(staff, review -> review.listHeldPosts(ofBoard)).getItemsList())
                .contains(mine.get(1))
                .allSatisfy(post -> assertThat(post.getBoardId()).isEqualTo(held.getBoardId()));
        assertRefused(
                GrpcStatus.PERMISSION_DENIED,
                "auth.forbidden",
                () -> review(author, review -> review.listHeldPosts(ofBoard)));
        author.deleteComment(comment.getId());
        assertThat(mine(author)).hasSize(2);
    }

    @Test
    void whatWaitsOfSomebodyGoesWithTheirAccount() {
        Person author = stranger(Transport.BUS);
        Thread thread = author.open();
        author.edit(of(thread).setBody(SPAM));

        forum.deliver(
                Ids.next().toString(),
                AccountErased.newBuilder().setUserId(author.id()).build());

        assertThat(forum.sql("SELECT FROM held_edit WHERE author_id = $1", UUID.fromString(author.id()))
                        .size())
                .isZero();
    }
}
