package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.AcceptAnswerRequest;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.CommentRevision;
import com.beachdo.forum.v1.GetCommentChangesRequest;
import com.beachdo.forum.v1.GetCommentHistoryRequest;
import com.beachdo.forum.v1.GetThreadChangesRequest;
import com.beachdo.forum.v1.Histories;
import com.beachdo.forum.v1.ListThreadEventsReply;
import com.beachdo.forum.v1.ListThreadEventsRequest;
import com.beachdo.forum.v1.LockThreadRequest;
import com.beachdo.forum.v1.MoveThreadRequest;
import com.beachdo.forum.v1.TextChange;
import com.beachdo.forum.v1.TextChangeKind;
import com.beachdo.forum.v1.TextChanges;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.ThreadEvent;
import com.beachdo.forum.v1.ThreadEventKind;
import com.beachdo.forum.v1.ThreadModeration;
import com.beachdo.forum.v1.UpdateCommentRequest;
import com.beachdo.forum.v1.UpdateThreadRequest;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoriesIT {
    private final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1));

    @AfterAll
    void stop() {
        forum.close();
    }

    private <T> T histories(Person person, Function<Histories, Future<T>> call) {
        Histories client = forum.client(Histories.class, person.transport());
        return forum.system.as(person.context(), () -> call.apply(client));
    }

    @CanIgnoreReturnValue
    private Thread moderate(Person staff, Function<ThreadModeration, Future<Thread>> call) {
        ThreadModeration client = forum.client(ThreadModeration.class, staff.transport());
        return forum.system.as(staff.context(), () -> call.apply(client));
    }

    private TextChanges changes(Person person, Thread thread, long version) {
        return histories(
                person,
                histories -> histories.getThreadChanges(GetThreadChangesRequest.newBuilder()
                        .setThreadId(thread.getId())
                        .setVersion(version)
                        .build()));
    }

    private TextChanges changes(Person person, Comment comment, long version) {
        return histories(
                person,
                histories -> histories.getCommentChanges(GetCommentChangesRequest.newBuilder()
                        .setCommentId(comment.getId())
                        .setVersion(version)
                        .build()));
    }

    private List<CommentRevision> history(Person person, Comment comment) {
        return histories(
                        person,
                        histories -> histories.getCommentHistory(GetCommentHistoryRequest.newBuilder()
                                .setCommentId(comment.getId())
                                .build()))
                .getItemsList();
    }

    private static TextChange change(TextChangeKind kind, String text) {
        return TextChange.newBuilder().setKind(kind).setText(text).build();
    }

    @ParameterizedTest
    @EnumSource
    void everyVersionOfAThreadStandsBesideTheOneBefore(Transport transport) {
        Person author = forum.person(transport);
        Thread thread = author.open(author.draft().setTitle("First title").setBody("one\ntwo"));
        author.edit(UpdateThreadRequest.newBuilder().setThreadId(thread.getId()).setBody("one\nthree"));
        author.edit(UpdateThreadRequest.newBuilder().setThreadId(thread.getId()).setTitle("Second title"));
        Person reader = forum.anonymous(transport);

        assertThat(changes(reader, thread, 1).getBodyList())
                .containsExactly(change(TextChangeKind.TEXT_CHANGE_KIND_ADDED, "one\ntwo"));
        TextChanges second = changes(reader, thread, 2);
        assertThat(second.getBodyList())
                .containsExactly(
                        change(TextChangeKind.TEXT_CHANGE_KIND_KEPT, "one"),
                        change(TextChangeKind.TEXT_CHANGE_KIND_REMOVED, "two"),
                        change(TextChangeKind.TEXT_CHANGE_KIND_ADDED, "three"));
        assertThat(second.hasTitleBefore()).isFalse();
        TextChanges third = changes(reader, thread, 3);
        assertThat(third.getTitleBefore()).isEqualTo("First title");
        assertThat(third.getTitle()).isEqualTo("Second title");
        for (long version : new long[] {0, 4, Long.MIN_VALUE, Long.MAX_VALUE}) {
            ForumSystem.assertRefused(
                    GrpcStatus.NOT_FOUND, "history.version_not_found", () -> changes(reader, thread, version));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommentKeepsWhatItSaidUntilItIsDeleted(Transport transport) {
        Person author = forum.person(transport);
        Comment comment = author.comment(author.open().getId(), "Before");
        assertThat(history(author, comment)).hasSize(1);
        author.editComment(
                UpdateCommentRequest.newBuilder().setCommentId(comment.getId()).setBody("After"));
        Person reader = forum.anonymous(transport);

        assertThat(history(reader, comment))
                .extracting(CommentRevision::getBody)
                .containsExactly("After", "Before");
        assertThat(changes(reader, comment, 2).getBodyList())
                .containsExactly(
                        change(TextChangeKind.TEXT_CHANGE_KIND_REMOVED, "Before"),
                        change(TextChangeKind.TEXT_CHANGE_KIND_ADDED, "After"));

        author.deleteComment(comment.getId());
        ForumSystem.assertRefused(GrpcStatus.NOT_FOUND, "comment.not_found", () -> history(reader, comment));
        ForumSystem.assertRefused(GrpcStatus.NOT_FOUND, "comment.not_found", () -> changes(author, comment, 1));
        assertThat(history(forum.person("Meera", transport, "MODERATOR"), comment))
                .hasSize(2);
    }

    private ListThreadEventsReply events(Person person, ListThreadEventsRequest.Builder request) {
        return histories(person, histories -> histories.listThreadEvents(request.build()));
    }

    @Test
    void whatHappenedToAThreadIsTold() {
        Person author = forum.person("Asha", Transport.BUS);
        Person staff = forum.person("Meera", Transport.BUS, "MODERATOR");
        Thread thread = author.open();
        Comment comment = author.comment(thread.getId(), "The answer.");
        LockThreadRequest.Builder lock = LockThreadRequest.newBuilder().setThreadId(thread.getId());
        moderate(staff, threads -> threads.lockThread(lock.setLocked(true).build()));
        moderate(staff, threads -> threads.lockThread(lock.setLocked(false).build()));
        String board = forum.boards().get(3).getId();
        moderate(
                staff,
                threads -> threads.moveThread(MoveThreadRequest.newBuilder()
                        .setThreadId(thread.getId())
                        .setBoardId(board)
                        .build()));
        author.edit(UpdateThreadRequest.newBuilder().setThreadId(thread.getId()).setTitle("Another title"));
        AcceptAnswerRequest accept =
                AcceptAnswerRequest.newBuilder().setCommentId(comment.getId()).build();
        author.comments(comments -> comments.acceptAnswer(accept));
        author.comments(comments -> comments.acceptAnswer(accept));

        List<ThreadEvent> seen = new ArrayList<>();
        ListThreadEventsRequest.Builder request =
                ListThreadEventsRequest.newBuilder().setThreadId(thread.getId()).setLimit(2);
        ListThreadEventsReply page = events(forum.anonymous(Transport.BUS), request);
        seen.addAll(page.getItemsList());
        while (page.hasNextCursor()) {
            page = events(forum.anonymous(Transport.BUS), request.setCursor(page.getNextCursor()));
            seen.addAll(page.getItemsList());
        }

        assertThat(seen)
                .extracting(ThreadEvent::getKind)
                .containsExactly(
                        ThreadEventKind.THREAD_EVENT_KIND_LOCKED,
                        ThreadEventKind.THREAD_EVENT_KIND_UNLOCKED,
                        ThreadEventKind.THREAD_EVENT_KIND_MOVED,
                        ThreadEventKind.THREAD_EVENT_KIND_RETITLED,
                        ThreadEventKind.THREAD_EVENT_KIND_ANSWER_ACCEPTED);
        assertThat(seen.get(0).getByStaff()).isTrue();
        assertThat(seen.get(0).hasActor()).isFalse();
        assertThat(seen.get(2).getFromBoardId()).isEqualTo(thread.getBoardId());
        assertThat(seen.get(2).getToBoardId()).isEqualTo(board);
        assertThat(seen.get(3).getTitle()).isEqualTo(thread.getTitle());
        assertThat(seen.get(3).getActor().getName()).isEqualTo("Asha");
        assertThat(seen.get(4).getCommentId()).isEqualTo(comment.getId());
        assertThat(events(staff, ListThreadEventsRequest.newBuilder().setThreadId(thread.getId()))
                        .getItems(0)
                        .getActor()
                        .getName())
                .isEqualTo("Meera");
        assertThat(forum.sql(
                                "SELECT FROM outbox WHERE type = 'beachdo.forum.v1.StaffActed' AND aggregate_id = $1",
                                thread.getId())
                        .size())
                .isEqualTo(3);

        author.delete(thread.getId());
        ForumSystem.assertRefused(
                GrpcStatus.NOT_FOUND,
                "thread.not_found",
                () -> events(author, ListThreadEventsRequest.newBuilder().setThreadId(thread.getId())));
    }
}
