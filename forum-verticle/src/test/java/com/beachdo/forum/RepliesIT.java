package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.ListCommentsReply;
import com.beachdo.forum.v1.ListCommentsRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepliesIT {
    private final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1));

    @AfterAll
    void stop() {
        forum.close();
    }

    private static ListCommentsRequest.Builder page(Thread thread, int replies) {
        return ListCommentsRequest.newBuilder().setThreadId(thread.getId()).setReplies(replies);
    }

    private static List<String> bodies(List<Comment> comments) {
        return comments.stream().map(Comment::getBody).toList();
    }

    @ParameterizedTest
    @EnumSource
    void aPageHasTheFirstAnswersAndWhereTheOthersAre(Transport transport) {
        Person author = forum.person("Asha", transport);
        Person other = forum.person("Ravi", transport);
        Thread thread = author.open();
        Comment many = author.comment(thread.getId(), "Many answer this.");
        Comment few = author.comment(thread.getId(), "Few answer this.");
        Comment none = author.comment(thread.getId(), "Nobody answers this.");
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String body = "Answer number " + "i".repeat(i + 1);
            answers.add(body);
            Comment answer = (i % 2 == 0 ? author : other).reply(many, body);
            if (i == 0) {
                other.reply(answer, "An answer to an answer.");
            }
        }
        other.reply(few, "The only answer.");

        List<Comment> page =
                forum.anonymous(transport).readComments(page(thread, 2)).getItemsList();

        assertThat(page).extracting(Comment::getId).containsExactly(many.getId(), few.getId(), none.getId());
        assertThat(bodies(page.get(0).getRepliesList())).isEqualTo(answers.subList(0, 2));
        assertThat(page.get(0).getReplies(1).getAuthor().getName()).isEqualTo("Ravi");
        assertThat(page.get(0).getReplies(0).getReplyCount()).isEqualTo(1);
        assertThat(page.get(0).getReplies(0).getRepliesList()).isEmpty();
        assertThat(page.get(0).getReplyCount()).isEqualTo(7);
        assertThat(bodies(page.get(1).getRepliesList())).containsExactly("The only answer.");
        assertThat(page.get(1).hasMoreReplies()).isFalse();
        assertThat(page.get(2).getRepliesList()).isEmpty();
        ListCommentsReply rest = forum.anonymous(transport)
                .readComments(ListCommentsRequest.newBuilder()
                        .setThreadId(thread.getId())
                        .setParentId(many.getId())
                        .setCursor(page.get(0).getMoreReplies())
                        .setLimit(100));
        assertThat(bodies(rest.getItemsList())).isEqualTo(answers.subList(2, 7));
        assertThat(rest.hasNextCursor()).isFalse();
        assertThat(author.readComments(thread.getId()).getItems(0).getRepliesList())
                .as("not asked for")
                .isEmpty();
    }

    @Test
    void heldAndDeletedAnswersAreShownAsInTheirOwnList() {
        Person author = forum.person("Asha", Transport.BUS);
        Person reader = forum.person("Ravi", Transport.BUS);
        Thread thread = author.open();
        Comment top = author.comment(thread.getId(), "What of it?");
        Comment held = author.reply(top, "Held for now.");
        Comment deleted = author.reply(top, "Deleted after all.");
        forum.sql("UPDATE comment SET held_at = now(), deleted_at = now() WHERE comment_id = $1", uuid(held));
        author.deleteComment(deleted.getId());

        for (Person person : List.of(author, reader, forum.person("Meera", Transport.BUS, "MODERATOR"))) {
            assertThat(person.readComments(page(thread, 5)).getItems(0).getRepliesList())
                    .isEqualTo(person.lookUpReplies(top));
        }
        assertThat(bodies(reader.readComments(page(thread, 5)).getItems(0).getRepliesList()))
                .containsExactly("");
        assertThat(bodies(author.readComments(page(thread, 5)).getItems(0).getRepliesList()))
                .containsExactly("Held for now.", "");
    }

    private static UUID uuid(Comment comment) {
        return UUID.fromString(comment.getId());
    }

    @Test
    void moreThanFiveAreRefusedByName() {
        Person author = forum.person(Transport.GRPC);
        Thread thread = author.open();
        for (int replies : new int[] {-1, 6, Integer.MAX_VALUE}) {
            ForumSystem.assertRefused(
                    GrpcStatus.INVALID_ARGUMENT, "request.invalid", () -> author.readComments(page(thread, replies)));
        }
    }
}
