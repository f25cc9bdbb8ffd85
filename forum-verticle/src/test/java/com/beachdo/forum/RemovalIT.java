package com.beachdo.forum;

import static com.beachdo.forum.ForumSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.Thread;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RemovalIT {
    private static ForumSystem forum;

    @BeforeAll
    static void start() {
        forum = new ForumSystem(Duration.ofMinutes(1));
    }

    @AfterAll
    static void stop() {
        forum.close();
    }

    @Test
    void takesAwayARemovedThreadOnce() {
        Person ravi = forum.person(Transport.BUS);
        Thread thread = ravi.open();
        long before = forum.board(thread.getBoardId()).getThreadCount();
        String event = Ids.next().toString();

        forum.deliver(event, removed(TargetType.TARGET_TYPE_THREAD, thread.getId()));
        forum.deliver(event, removed(TargetType.TARGET_TYPE_THREAD, thread.getId()));
        forum.deliver(Ids.next().toString(), removed(TargetType.TARGET_TYPE_THREAD, thread.getId()));

        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> ravi.read(thread.getId()));
        assertThat(forum.board(thread.getBoardId()).getThreadCount()).isEqualTo(before - 1);
    }

    @Test
    void emptiesARemovedComment() {
        Person ravi = forum.person(Transport.BUS);
        Comment comment = ravi.comment(ravi.open().getId(), "Bad");

        forum.deliver(Ids.next().toString(), removed(TargetType.TARGET_TYPE_COMMENT, comment.getId()));

        assertThat(forum.service(Transport.BUS).lookUp(comment.getId())).satisfies(read -> {
            assertThat(read.getBody()).isEmpty();
            assertThat(read.hasDeletedAt()).isTrue();
        });
        assertThat(ravi.read(comment.getThreadId()).getCommentCount()).isZero();
    }

    @Test
    void leavesAloneWhatIsNotOfTheForum() {
        Thread thread = forum.person(Transport.BUS).open();

        for (TargetType type : new TargetType[] {
            TargetType.TARGET_TYPE_LISTING, TargetType.TARGET_TYPE_MESSAGE, TargetType.TARGET_TYPE_USER
        }) {
            forum.deliver(Ids.next().toString(), removed(type, thread.getId()));
        }
        forum.deliver(
                Ids.next().toString(),
                removed(TargetType.TARGET_TYPE_THREAD, UUID.randomUUID().toString()));

        assertThat(forum.anonymous(Transport.BUS).read(thread.getId()))
                .isEqualTo(
                        thread.toBuilder().setWatching(false).clearWatchMode().build());
    }

    private static ContentRemoved removed(TargetType type, String id) {
        return ContentRemoved.newBuilder()
                .setTargetType(type)
                .setTargetId(id)
                .setReason("Not allowed here")
                .setDecisionId(Ids.next().toString())
                .build();
    }
}
