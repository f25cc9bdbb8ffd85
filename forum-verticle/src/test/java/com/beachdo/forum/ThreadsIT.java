package com.beachdo.forum;

import static com.beachdo.forum.ForumSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.UpdateThreadRequest;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThreadsIT {
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
    void hasBoardsFromTheStart() {
        assertThat(forum.boards()).hasSizeGreaterThanOrEqualTo(8).allSatisfy(board -> {
            assertThat(UUID.fromString(board.getId()).version()).isEqualTo(7);
            assertThat(board.getName()).isNotBlank();
            assertThat(board.getDescription()).isNotBlank();
        });
    }

    @ParameterizedTest
    @EnumSource
    void opensAThreadThatEverybodyReads(Transport transport) {
        Person asha = forum.person("Asha", transport);
        String listing = forum.catalog.put("Scooter");
        String board = asha.draft().getBoardId();
        long before = forum.board(board).getThreadCount();

        Thread opened = asha.open(asha.draft()
                .setTitle("  Which scooter?  ")
                .setBody("**Help** <script>alert(1)</script>")
                .addAllTags(List.of("scooter", "pune", "scooter"))
                .setListingId(listing));

        assertThat(opened.getTitle()).isEqualTo("Which scooter?");
        assertThat(opened.getBody()).isEqualTo("**Help** <script>alert(1)</script>");
        assertThat(opened.getBodyHtml())
                .isEqualTo("<p><strong>Help</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>");
        assertThat(opened.getTagsList()).containsExactly("scooter", "pune");
        assertThat(opened.getListingId()).isEqualTo(listing);
        assertThat(opened.getAuthor().getId()).isEqualTo(asha.id());
        assertThat(opened.getAuthor().getName()).isEqualTo("Asha");
        assertThat(opened.getAuthor().getVerified()).isTrue();
        assertThat(opened.getVersion()).isEqualTo(1);
        assertThat(opened.hasEditedAt()).isFalse();
        assertThat(opened.getLastActivityAt()).isEqualTo(opened.getCreatedAt());
        assertThat(opened.getWatching()).isTrue();
        assertThat(forum.anonymous(transport).read(opened.getId()))
                .isEqualTo(
                        opened.toBuilder().setWatching(false).clearWatchMode().build());
        assertThat(forum.board(board).getThreadCount()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatBreaksTheRules(Transport transport) {
        Person asha = forum.person(transport);
        String unknown = UUID.randomUUID().toString();

        assertRefused(GrpcStatus.UNAUTHENTICATED, "auth.required", () -> forum.anonymous(transport)
                .open(asha.draft()));
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "thread.board_unknown",
                () -> asha.open(asha.draft().setBoardId(unknown)));
        for (var broken : List.of(
                asha.draft().setTitle(" a "),
                asha.draft().setTitle("a".repeat(161)),
                asha.draft().setTitle("two\nlines"),
                asha.draft().setBody(" \n "),
                asha.draft().setBody("a\u0000b"),
                asha.draft().setBody("a".repeat(20_001)),
                asha.draft().addTags("Not A Tag"),
                asha.draft().addTags(""),
                asha.draft().addAllTags(List.of("a", "b", "c", "d", "e", "f")),
                asha.draft().setBoardId("cars"),
                asha.draft().setListingId("7"))) {
            assertRefused(GrpcStatus.INVALID_ARGUMENT, "request.invalid", () -> asha.open(broken));
        }
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> asha.read(unknown));
    }

    @Test
    void takesAsMuchTextAsItPromises() {
        Person asha = forum.person(Transport.BUS);

        Thread opened = asha.open(asha.draft().setTitle("अ".repeat(160)).setBody("😀".repeat(20_000)));

        assertThat(asha.read(opened.getId()).getBody()).isEqualTo("😀".repeat(20_000));
    }

    @ParameterizedTest
    @EnumSource
    void letsItsAuthorEditAndNobodyElse(Transport transport) {
        Person asha = forum.person(transport);
        Thread opened = asha.open();
        UpdateThreadRequest.Builder change =
                UpdateThreadRequest.newBuilder().setThreadId(opened.getId()).setBody("Found `one`.");

        assertRefused(GrpcStatus.PERMISSION_DENIED, "thread.not_author", () -> forum.person(transport)
                .edit(change));
        assertRefused(
                GrpcStatus.PERMISSION_DENIED, "thread.not_author", () -> forum.person("Mod", transport, "MODERATOR")
                        .edit(change));
        Thread edited = asha.edit(change);

        assertThat(edited.getTitle()).isEqualTo(opened.getTitle());
        assertThat(edited.getBodyHtml()).isEqualTo("<p>Found <code>one</code>.</p>");
        assertThat(edited.getVersion()).isEqualTo(2);
        assertThat(edited.hasEditedAt()).isTrue();
        assertThat(asha.edit(UpdateThreadRequest.newBuilder().setThreadId(opened.getId())))
                .isEqualTo(edited);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnEditOfAnOldVersion(Transport transport) {
        Person asha = forum.person(transport);
        Thread opened = asha.open();
        UpdateThreadRequest.Builder change = UpdateThreadRequest.newBuilder()
                .setThreadId(opened.getId())
                .setTitle("Another title")
                .setExpectedVersion(1);

        assertThat(asha.edit(change).getVersion()).isEqualTo(2);
        assertRefused(GrpcStatus.ABORTED, "thread.version_mismatch", () -> asha.edit(change));
    }

    @ParameterizedTest
    @EnumSource
    void showsADeletedThreadToStaffOnly(Transport transport) {
        Person asha = forum.person(transport);
        Person moderator = forum.person("Mod", transport, "MODERATOR");
        Thread opened = asha.open();
        long before = forum.board(opened.getBoardId()).getThreadCount();

        assertRefused(GrpcStatus.PERMISSION_DENIED, "thread.not_author", () -> forum.person(transport)
                .delete(opened.getId()));
        asha.delete(opened.getId());

        for (Person person :
                List.of(asha, forum.person(transport), forum.anonymous(transport), forum.service(transport))) {
            assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> person.read(opened.getId()));
        }
        assertThat(moderator.read(opened.getId()).hasDeletedAt()).isTrue();
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> asha.delete(opened.getId()));
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> asha.comment(opened.getId(), "Hello?"));
        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> asha.readComments(opened.getId()));
        assertThat(forum.board(opened.getBoardId()).getThreadCount()).isEqualTo(before - 1);
    }

    @ParameterizedTest
    @EnumSource
    void letsStaffDeleteAnyThread(Transport transport) {
        Thread opened = forum.person(transport).open();

        forum.person("Mod", transport, "MODERATOR").delete(opened.getId());

        assertRefused(GrpcStatus.NOT_FOUND, "thread.not_found", () -> forum.anonymous(transport)
                .read(opened.getId()));
    }

    @Test
    void opensOneThreadForOneIdempotencyKey() {
        Person asha = forum.person(Transport.BUS).withKey("key");
        long before = forum.board(asha.draft().getBoardId()).getThreadCount();

        Thread first = asha.open();

        assertThat(asha.open()).isEqualTo(first);
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "idempotency.other_request",
                () -> asha.open(asha.draft().setTitle("Another")));
        assertThat(forum.board(first.getBoardId()).getThreadCount()).isEqualTo(before + 1);
    }
}
