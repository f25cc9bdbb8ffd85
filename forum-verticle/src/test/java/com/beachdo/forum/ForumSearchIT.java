package com.beachdo.forum;

import static com.beachdo.forum.ForumSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.FindSimilarThreadsRequest;
import com.beachdo.forum.v1.ForumSearch;
import com.beachdo.forum.v1.ListThreadsReply;
import com.beachdo.forum.v1.ListThreadsRequest;
import com.beachdo.forum.v1.SearchCommentsReply;
import com.beachdo.forum.v1.SearchCommentsRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForumSearchIT {
    private ForumSystem forum;
    private Person asha;

    @BeforeEach
    void start() {
        forum = new ForumSystem(Duration.ofMinutes(1));
        asha = forum.person(Transport.BUS);
    }

    @AfterEach
    void stop() {
        forum.close();
    }

    private <T> T search(Transport transport, Function<ForumSearch, Future<T>> call) {
        ForumSearch client = forum.client(ForumSearch.class, transport);
        return forum.system.as(forum.anonymous(transport).context(), () -> call.apply(client));
    }

    private SearchCommentsReply comments(Transport transport, SearchCommentsRequest.Builder request) {
        return search(transport, search -> search.searchComments(request.build()));
    }

    private static SearchCommentsRequest.Builder q(String q) {
        return SearchCommentsRequest.newBuilder().setQ(q);
    }

    @ParameterizedTest
    @EnumSource
    void findsCommentsLatestFirstPageByPage(Transport transport) {
        Thread thread = asha.open();
        List<String> ids = new ArrayList<>();
        for (int count = 0; count < 5; count++) {
            ids.add(
                    0,
                    asha.comment(thread.getId(), "The battery lasts " + count + " hours")
                            .getId());
        }
        Thread elsewhere =
                asha.open(asha.draft().setBoardId(forum.boards().get(4).getId()).setTitle("Elsewhere"));
        Comment other = asha.comment(elsewhere.getId(), "A battery of questions");
        Comment deleted = asha.comment(thread.getId(), "My battery is gone");
        asha.deleteComment(deleted.getId());
        Thread gone = asha.open();
        asha.comment(gone.getId(), "Another battery");
        asha.delete(gone.getId());

        List<String> seen = new ArrayList<>();
        SearchCommentsRequest.Builder request = q("batteries").setLimit(2);
        SearchCommentsReply page = comments(transport, request);
        page.getItemsList().forEach(comment -> seen.add(comment.getId()));
        while (page.hasNextCursor()) {
            page = comments(transport, request.setCursor(page.getNextCursor()));
            page.getItemsList().forEach(comment -> seen.add(comment.getId()));
        }

        ids.add(0, other.getId());
        assertThat(seen).containsExactlyElementsOf(ids);
        assertThat(page.hasCorrectedQ()).isFalse();
        assertThat(comments(transport, q("battery").setThread(elsewhere.getId()))
                        .getItemsList())
                .extracting(Comment::getId)
                .containsExactly(other.getId());
        assertThat(comments(transport, q("battery").setBoard(thread.getBoardId()))
                        .getItemsList())
                .hasSize(5);
        assertThat(comments(transport, q("\"lasts 3\"")).getItemsList()).hasSize(1);
        assertRefused(GrpcStatus.INVALID_ARGUMENT, "request.invalid", () -> comments(transport, q(" ")));
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.cursor_invalid",
                () -> comments(transport, q("other").setCursor(request.getCursor())));
    }

    @ParameterizedTest
    @EnumSource
    void whatFindsNothingIsLookedForAsItMayHaveBeenMeant(Transport transport) {
        Thread first = asha.open(asha.draft().setTitle("Harmonium tuning in Chennai"));
        Thread second = asha.open(asha.draft().setTitle("Selling my harmonium"));
        Comment comment = asha.comment(first.getId(), "A harmonium wants dry air");

        ListThreadsReply page =
                asha.list(ListThreadsRequest.newBuilder().setQ("harmonum").setLimit(1));
        assertThat(page.getCorrectedQ()).isEqualTo("harmonium");
        List<String> seen = new ArrayList<>(List.of(page.getItems(0).getId()));
        ListThreadsReply next = asha.list(
                ListThreadsRequest.newBuilder().setQ("harmonum").setLimit(1).setCursor(page.getNextCursor()));
        seen.add(next.getItems(0).getId());
        assertThat(seen).containsExactlyInAnyOrder(first.getId(), second.getId());
        SearchCommentsReply found = comments(transport, q("harmonim air"));
        assertThat(found.getItemsList()).extracting(Comment::getId).containsExactly(comment.getId());
        assertThat(found.getCorrectedQ()).isEqualTo("harmonium air");
        ListThreadsReply none = asha.list(ListThreadsRequest.newBuilder().setQ("zzzzqqq"));
        assertThat(none.getItemsCount()).isZero();
        assertThat(none.hasCorrectedQ()).isFalse();
    }

    @Test
    void listsThreadsOfATag() {
        Thread tagged = asha.open(asha.draft().addTags("scooters").addTags("pune"));
        Thread unused = asha.open(asha.draft().addTags("cars"));

        assertThat(asha.list(ListThreadsRequest.newBuilder().setTag("scooters")).getItemsList())
                .extracting(Thread::getId)
                .containsExactly(tagged.getId());
        assertThat(asha.list(ListThreadsRequest.newBuilder()
                                .setTag("scooters")
                                .setBoard(forum.boards().get(7).getId()))
                        .getItemsList())
                .isEmpty();
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.invalid",
                () -> asha.list(ListThreadsRequest.newBuilder().setTag("NO")));
    }

    private List<String> similar(Transport transport, FindSimilarThreadsRequest.Builder request) {
        return search(transport, search -> search.findSimilarThreads(request.build())).getItemsList().stream()
                .map(Thread::getId)
                .toList();
    }

    private static FindSimilarThreadsRequest.Builder title(String title) {
        return FindSimilarThreadsRequest.newBuilder().setTitle(title);
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatATitleMayRepeat(Transport transport) {
        String same = asha.open(asha.draft().setTitle("Which scooter for Pune traffic?"))
                .getId();
        String like = asha.open(asha.draft().setTitle("Scooters in the traffic of Pune and around it"))
                .getId();
        String other = asha.open(
                        asha.draft().setTitle("Deposit for a flat").setBody("Much traffic, no scooter, in Pune."))
                .getId();
        String gone =
                asha.open(asha.draft().setTitle("Which scooter for Pune?")).getId();
        asha.delete(gone);

        assertThat(similar(transport, title("What scooter in Pune traffic")))
                .startsWith(same)
                .contains(like)
                .doesNotContain(other, gone);
        assertThat(similar(transport, title("What scooter in Pune traffic").setLimit(1)))
                .containsExactly(same);
        assertThat(similar(
                        transport,
                        title("scooter for Pune").setBoard(forum.boards().get(8).getId())))
                .isEmpty();
        assertThat(similar(transport, title("and the of"))).isEmpty();
        assertThat(similar(transport, title("o'brien's \\ 'quoted' & | ! scooter:* pune")))
                .isNotEmpty();
        assertRefused(GrpcStatus.INVALID_ARGUMENT, "request.invalid", () -> similar(transport, title("ab")));
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.invalid",
                () -> similar(transport, title("scooter").setLimit(21)));
    }
}
