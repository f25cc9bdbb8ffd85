package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.Board;
import com.beachdo.forum.v1.GetThreadHistoryRequest;
import com.beachdo.forum.v1.ListThreadsReply;
import com.beachdo.forum.v1.ListThreadsRequest;
import com.beachdo.forum.v1.LockThreadRequest;
import com.beachdo.forum.v1.MoveThreadRequest;
import com.beachdo.forum.v1.PinThreadRequest;
import com.beachdo.forum.v1.RestoreThreadRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.ThreadModeration;
import com.beachdo.forum.v1.ThreadRevision;
import com.beachdo.forum.v1.ThreadSort;
import com.beachdo.forum.v1.UpdateThreadRequest;
import com.beachdo.forum.v1.WatchThreadRequest;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
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
class ThreadModerationIT {
    private final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1));

    @AfterAll
    void stop() {
        forum.close();
    }

    private Thread moderate(Transport transport, Function<ThreadModeration, Future<Thread>> call) {
        Person staff = forum.person("Meera", transport, "MODERATOR");
        ThreadModeration client = forum.client(ThreadModeration.class, transport);
        return forum.system.as(staff.context(), () -> call.apply(client));
    }

    private Thread pin(String id, boolean pinned) {
        return moderate(
                Transport.BUS,
                threads -> threads.pinThread(PinThreadRequest.newBuilder()
                        .setThreadId(id)
                        .setPinned(pinned)
                        .build()));
    }

    private static Timestamp inAnHour() {
        return Timestamp.newBuilder()
                .setSeconds(Instant.now().getEpochSecond() + 3600)
                .build();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aLockedThreadTakesNoCommentsUntilItsTime(Transport transport) {
        Person author = forum.person(transport);
        Thread thread = author.open();
        LockThreadRequest lock = LockThreadRequest.newBuilder()
                .setThreadId(thread.getId())
                .setLocked(true)
                .setUntil(inAnHour())
                .build();
        assertThat(moderate(transport, threads -> threads.lockThread(lock)).getLocked())
                .isTrue();
        ForumSystem.assertRefused(
                GrpcStatus.FAILED_PRECONDITION, "thread.locked", () -> author.comment(thread.getId(), "Still?"));
        forum.sql(
                "UPDATE thread SET locked_until = now() - interval '1 second' WHERE thread_id = $1",
                UUID.fromString(thread.getId()));
        assertThat(author.read(thread.getId()).getLocked()).isFalse();
        author.comment(thread.getId(), "Again.");
    }

    @Test
    void anEndThatIsPastIsRefused() {
        Thread thread = forum.person(Transport.BUS).open();
        PinThreadRequest request = PinThreadRequest.newBuilder()
                .setThreadId(thread.getId())
                .setPinned(true)
                .setUntil(Timestamp.newBuilder().setSeconds(1))
                .build();
        ForumSystem.assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.invalid",
                () -> moderate(Transport.BUS, threads -> threads.pinThread(request)));
    }

    @Test
    void pinnedThreadsStandAboveTheFirstPageOfTheirBoardAndNowhereElse() {
        Person author = forum.person(Transport.BUS);
        String board = forum.boards().get(6).getId();
        List<String> ids = new ArrayList<>();
        for (int count = 0; count < 7; count++) {
            ids.add(author.open(author.draft().setBoardId(board)).getId());
        }
        String oldest = ids.get(0);
        assertThat(pin(oldest, true).getPinned()).isTrue();
        ListThreadsRequest.Builder request = ListThreadsRequest.newBuilder()
                .setBoard(board)
                .setSort(ThreadSort.THREAD_SORT_NEW)
                .setLimit(3);
        List<String> seen = new ArrayList<>();
        ListThreadsReply page = author.list(request);
        while (true) {
            page.getItemsList().forEach(thread -> seen.add(thread.getId()));
            if (!page.hasNextCursor()) {
                break;
            }
            page = author.list(request.setCursor(page.getNextCursor()));
        }
        assertThat(seen)
                .containsExactly(oldest, ids.get(6), ids.get(5), ids.get(4), ids.get(3), ids.get(2), ids.get(1));
        assertThat(pin(oldest, false).getPinned()).isFalse();
        assertThat(author.list(ListThreadsRequest.newBuilder().setBoard(board).setSort(ThreadSort.THREAD_SORT_NEW))
                        .getItems(6)
                        .getId())
                .isEqualTo(oldest);
    }

    @Test
    void aMovedThreadCountsInItsNewBoard() {
        Person author = forum.person(Transport.BUS);
        Thread thread = author.open();
        Board from = forum.board(thread.getBoardId());
        Board to = forum.boards().get(7);
        MoveThreadRequest.Builder move =
                MoveThreadRequest.newBuilder().setThreadId(thread.getId()).setBoardId(to.getId());
        Thread moved = moderate(Transport.BUS, threads -> threads.moveThread(move.build()));
        assertThat(moved.getBoardId()).isEqualTo(to.getId());
        assertThat(forum.board(from.getId()).getThreadCount()).isEqualTo(from.getThreadCount() - 1);
        assertThat(forum.board(to.getId()).getThreadCount()).isEqualTo(to.getThreadCount() + 1);
        Thread again = moderate(Transport.BUS, threads -> threads.moveThread(move.build()));
        assertThat(again.getBoardId()).isEqualTo(to.getId());
        assertThat(forum.board(to.getId()).getThreadCount()).isEqualTo(to.getThreadCount() + 1);
        ForumSystem.assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "thread.board_unknown",
                () -> moderate(
                        Transport.BUS,
                        threads -> threads.moveThread(
                                move.setBoardId(thread.getId()).build())));
    }

    @Test
    void aDeletedThreadComesBack() {
        Person author = forum.person(Transport.BUS);
        Thread thread = author.open();
        long threads = forum.board(thread.getBoardId()).getThreadCount();
        author.delete(thread.getId());
        RestoreThreadRequest restore =
                RestoreThreadRequest.newBuilder().setThreadId(thread.getId()).build();
        for (int times = 0; times < 2; times++) {
            Thread restored = moderate(Transport.BUS, moderation -> moderation.restoreThread(restore));
            assertThat(restored.hasDeletedAt()).isFalse();
        }
        assertThat(author.read(thread.getId()).getTitle()).isEqualTo(thread.getTitle());
        assertThat(forum.board(thread.getBoardId()).getThreadCount()).isEqualTo(threads);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theHistoryHasWhatWasWrittenBefore(Transport transport) {
        Person author = forum.person(transport);
        Thread thread = author.open();
        Thread unused = author.edit(
                UpdateThreadRequest.newBuilder().setThreadId(thread.getId()).setTitle("Which scooter now?"));
        List<ThreadRevision> history = forum.anonymous(transport)
                .threads(threads -> threads.getThreadHistory(GetThreadHistoryRequest.newBuilder()
                        .setThreadId(thread.getId())
                        .build()))
                .getItemsList();
        assertThat(history)
                .extracting(ThreadRevision::getTitle)
                .containsExactly("Which scooter now?", "Which scooter?");
        assertThat(history).extracting(ThreadRevision::getVersion).containsExactly(2L, 1L);
        author.delete(thread.getId());
        ForumSystem.assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> forum.anonymous(transport)
                .threads(threads -> threads.getThreadHistory(GetThreadHistoryRequest.newBuilder()
                        .setThreadId(thread.getId())
                        .build())));
    }

    @Test
    void whatIsNotThereCannotBeWatched() {
        ForumSystem.assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> forum.person(Transport.BUS)
                .threads(threads -> threads.watchThread(WatchThreadRequest.newBuilder()
                        .setThreadId("0190f000-0000-7000-8000-00000000dead")
                        .build())));
    }
}
