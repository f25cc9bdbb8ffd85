package com.beachdo.forum;

import static com.beachdo.forum.ForumSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.common.v1.Empty;
import com.beachdo.forum.v1.AcceptAnswerRequest;
import com.beachdo.forum.v1.BookmarkThreadRequest;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.CreateThreadRequest;
import com.beachdo.forum.v1.DeleteDraftRequest;
import com.beachdo.forum.v1.Draft;
import com.beachdo.forum.v1.GetReadPositionRequest;
import com.beachdo.forum.v1.ListBookmarksRequest;
import com.beachdo.forum.v1.ListDraftsRequest;
import com.beachdo.forum.v1.ListThreadsReply;
import com.beachdo.forum.v1.MarkThreadReadRequest;
import com.beachdo.forum.v1.ReadPosition;
import com.beachdo.forum.v1.Reading;
import com.beachdo.forum.v1.SaveDraftRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.UnacceptAnswerRequest;
import com.beachdo.forum.v1.UnbookmarkThreadRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingIT {
    private final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1));

    @AfterAll
    void stop() {
        forum.close();
    }

    @CanIgnoreReturnValue
    private <T> T call(Person person, Function<Reading, Future<T>> call) {
        Reading client = forum.client(Reading.class, person.transport());
        return forum.system.as(person.context(), () -> call.apply(client));
    }

    private void bookmark(Person person, String thread) {
        call(
                person,
                reading -> reading.bookmarkThread(
                        BookmarkThreadRequest.newBuilder().setThreadId(thread).build()));
    }

    private ListThreadsReply bookmarks(Person person, String cursor) {
        ListBookmarksRequest.Builder request = ListBookmarksRequest.newBuilder().setLimit(2);
        ListBookmarksRequest page = (cursor.isEmpty() ? request : request.setCursor(cursor)).build();
        return call(person, reading -> reading.listBookmarks(page));
    }

    @ParameterizedTest
    @EnumSource
    void bookmarksAreKeptOncePagedAndGone(Transport transport) {
        Person author = forum.person(transport);
        Person reader = forum.person(transport);
        List<String> threads = List.of(
                author.open(author.draft().setTitle("First one")).getId(),
                author.open(author.draft().setTitle("Second one")).getId(),
                author.open(author.draft().setTitle("Third one")).getId());
        for (String thread : threads) {
            bookmark(reader, thread);
            bookmark(reader, thread);
        }

        ListThreadsReply first = bookmarks(reader, "");
        ListThreadsReply second = bookmarks(reader, first.getNextCursor());

        assertThat(first.getItemsList()).extracting(Thread::getId).containsExactly(threads.get(2), threads.get(1));
        assertThat(second.getItemsList()).extracting(Thread::getId).containsExactly(threads.get(0));
        assertThat(second.hasNextCursor()).isFalse();
        author.delete(threads.get(2));
        call(
                reader,
                reading -> reading.unbookmarkThread(UnbookmarkThreadRequest.newBuilder()
                        .setThreadId(threads.get(1))
                        .build()));
        assertThat(bookmarks(reader, "").getItemsList())
                .extracting(Thread::getId)
                .containsExactly(threads.get(0));
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> bookmark(reader, threads.get(2)));
    }

    private ReadPosition position(Person person, Thread thread) {
        return call(
                person,
                reading -> reading.getReadPosition(GetReadPositionRequest.newBuilder()
                        .setThreadId(thread.getId())
                        .build()));
    }

    private ReadPosition read(Person person, Thread thread, String comment) {
        MarkThreadReadRequest.Builder request =
                MarkThreadReadRequest.newBuilder().setThreadId(thread.getId());
        MarkThreadReadRequest upTo = (comment.isEmpty() ? request : request.setCommentId(comment)).build();
        return call(person, reading -> reading.markThreadRead(upTo));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNewIsWhatOthersSaidSinceOneReadAndItNeverGoesBack(Transport transport) {
        Person author = forum.person(transport);
        Thread thread = author.open();
        Person other = forum.person(transport);
        Comment first = other.comment(thread.getId(), "One.");
        Comment second = other.comment(thread.getId(), "Two.");
        Comment own = author.comment(thread.getId(), "Mine.");
        assertThat(own.getId()).isNotEmpty();

        assertThat(position(author, thread).getUnreadCount()).isEqualTo(2);
        assertThat(position(author, thread).hasReadAt()).isFalse();
        assertThat(position(author, thread).getFirstUnreadCommentId()).isEqualTo(first.getId());

        assertThat(read(author, thread, first.getId()).getFirstUnreadCommentId())
                .isEqualTo(second.getId());
        assertThat(read(author, thread, "").getUnreadCount()).isZero();
        assertThat(read(author, thread, first.getId()).getUnreadCount())
                .as("not back")
                .isZero();
        other.deleteComment(other.comment(thread.getId(), "Three.").getId());
        assertThat(position(author, thread).getUnreadCount()).isZero();
        assertRefused(
                GrpcStatus.NOT_FOUND,
                "comment.not_found",
                () -> read(author, thread, Ids.next().toString()));
        author.delete(thread.getId());
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> position(other, thread));
    }

    private Draft save(Person person, SaveDraftRequest.Builder draft) {
        return call(person, reading -> reading.saveDraft(draft.build()));
    }

    private List<Draft> drafts(Person person) {
        return call(person, reading -> reading.listDrafts(ListDraftsRequest.getDefaultInstance()))
                .getItemsList();
    }

    @ParameterizedTest
    @EnumSource
    void draftsAreOnesOwnReplacedAndBounded(Transport transport) {
        Person writer = forum.person(transport);
        String id = Ids.next().toString();
        Draft first = save(writer, SaveDraftRequest.newBuilder().setDraftId(id).setBody("I thi"));
        assertThat(first.getTitle()).isEmpty();
        Draft second = save(
                writer,
                SaveDraftRequest.newBuilder()
                        .setDraftId(id)
                        .setTitle("Scooters")
                        .setBody("I think"));
        assertThat(drafts(writer)).containsExactly(second);
        assertThat(drafts(forum.person(transport))).isEmpty();
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.invalid",
                () -> save(writer, SaveDraftRequest.newBuilder().setDraftId(id).setTitle("x".repeat(161))));
        for (int i = 0; i < 49; i++) {
            Draft unused = save(
                    writer, SaveDraftRequest.newBuilder().setDraftId(Ids.next().toString()));
        }
        assertRefused(
                GrpcStatus.FAILED_PRECONDITION,
                "draft.too_many",
                () -> save(
                        writer,
                        SaveDraftRequest.newBuilder().setDraftId(Ids.next().toString())));
        call(
                writer,
                reading -> reading.deleteDraft(
                        DeleteDraftRequest.newBuilder().setDraftId(id).build()));
        assertThat(drafts(writer)).hasSize(49).doesNotContain(second);
    }

    private static Empty accept(Person person, Comment comment) {
        return person.comments(comments -> comments.acceptAnswer(
                AcceptAnswerRequest.newBuilder().setCommentId(comment.getId()).build()));
    }

    @ParameterizedTest
    @EnumSource
    void theAuthorOfAThreadSaysWhatAnswersIt(Transport transport) {
        Person author = forum.person(transport);
        Thread thread = author.open();
        Person other = forum.person(transport);
        Comment first = other.comment(thread.getId(), "This one.");
        Comment second = other.comment(thread.getId(), "No, that one.");
        assertRefused(GrpcStatus.PERMISSION_DENIED, "thread.not_author", () -> accept(other, first));

        for (Comment each : List.of(first, second, second)) {
            Empty unused = accept(author, each);
        }

        assertThat(other.read(thread.getId()).getAcceptedCommentId()).isEqualTo(second.getId());
        other.deleteComment(second.getId());
        assertThat(other.read(thread.getId()).hasAcceptedCommentId()).isFalse();
        assertRefused(GrpcStatus.NOT_FOUND, "comment.not_found", () -> accept(author, second));
        Empty unused = accept(forum.person("Staff", transport, "MODERATOR"), first);
        assertThat(author.read(thread.getId()).getAcceptedCommentId()).isEqualTo(first.getId());
        Empty unusedToo = author.comments(comments -> comments.unacceptAnswer(
                UnacceptAnswerRequest.newBuilder().setCommentId(first.getId()).build()));
        assertThat(author.read(thread.getId()).hasAcceptedCommentId()).isFalse();
    }

    @Test
    void theSameIsNotPostedAgainAndAgain() {
        Person author = forum.person(Transport.BUS);
        Thread thread = author.open();
        for (int times = 0; times < 20; times++) {
            author.comment(thread.getId(), "Bump.");
        }
        assertRefused(
                GrpcStatus.FAILED_PRECONDITION,
                "comment.duplicate",
                () -> author.comment(
                        author.open(author.draft().setTitle("Elsewhere")).getId(), "Bump."));
        assertThat(author.comment(thread.getId(), "Something else.").getId()).isNotEmpty();
        forum.sql(
                "UPDATE comment SET created_at = now() - interval '2 hours' WHERE author_id = $1",
                UUID.fromString(author.id()));
        assertThat(author.comment(thread.getId(), "Bump.").getId()).isNotEmpty();
    }

    @Test
    void aNewAccountPostsFewLinksAndOnlySoMuchADay() {
        Person author = forum.person(Transport.BUS);
        forum.identity.putNew(author.id(), "Asha", Instant.now());
        CreateThreadRequest.Builder spam =
                author.draft().setBody("https://a.example http://b.example https://c.example HTTPS://d.example");
        assertRefused(GrpcStatus.INVALID_ARGUMENT, "post.too_many_links", () -> author.open(spam));
        Person known = forum.person(Transport.BUS);
        assertThat(known.open(spam).getId()).isNotEmpty();
        Thread thread = author.open();
        forum.sql(
                """
                INSERT INTO comment (comment_id, thread_id, depth, author_id, body, body_html, created_at)
                SELECT gen_random_uuid(), $1, 0, $2, 'x', 'x', now() FROM generate_series(1, 200)
                """,
                UUID.fromString(thread.getId()),
                UUID.fromString(author.id()));
        assertRefused(
                GrpcStatus.RESOURCE_EXHAUSTED,
                "comment.new_account_limit",
                () -> author.comment(thread.getId(), "One more."));
    }
}
