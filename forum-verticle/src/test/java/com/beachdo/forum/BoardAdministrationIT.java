package com.beachdo.forum;

import static com.beachdo.forum.ForumSystem.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.forum.v1.Board;
import com.beachdo.forum.v1.BoardAdministration;
import com.beachdo.forum.v1.CreateBoardRequest;
import com.beachdo.forum.v1.ListAllBoardsRequest;
import com.beachdo.forum.v1.MoveThreadRequest;
import com.beachdo.forum.v1.ReinstateBoardRequest;
import com.beachdo.forum.v1.RetireBoardRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.ThreadModeration;
import com.beachdo.forum.v1.UpdateBoardRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoardAdministrationIT {
    private final ForumSystem forum = new ForumSystem(Duration.ofSeconds(1));
    private final Person admin = forum.person("Admin", Transport.BUS, "ADMIN");

    @AfterEach
    void stop() {
        forum.close();
    }

    @CanIgnoreReturnValue
    private <T> T call(Person person, Function<BoardAdministration, Future<T>> call) {
        BoardAdministration client = forum.client(BoardAdministration.class, person.transport());
        return forum.system.as(person.context(), () -> call.apply(client));
    }

    private static CreateBoardRequest.Builder board(String name) {
        return CreateBoardRequest.newBuilder().setName(name).setDescription("What belongs there.");
    }

    private Board create(CreateBoardRequest.Builder request) {
        return call(admin, boards -> boards.createBoard(request.build()));
    }

    private Board update(UpdateBoardRequest.Builder request) {
        return call(admin, boards -> boards.updateBoard(request.build()));
    }

    private Board retire(Board board) {
        return call(
                admin,
                boards -> boards.retireBoard(RetireBoardRequest.newBuilder()
                        .setBoardId(board.getId())
                        .build()));
    }

    private Board reinstate(Board board) {
        return call(
                admin,
                boards -> boards.reinstateBoard(ReinstateBoardRequest.newBuilder()
                        .setBoardId(board.getId())
                        .build()));
    }

    private List<Board> all() {
        return call(admin, boards -> boards.listAllBoards(ListAllBoardsRequest.getDefaultInstance()))
                .getItemsList();
    }

    private List<String> names() {
        return forum.boards().stream().map(Board::getName).toList();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void anAdministratorAddsBoardsWhereTheyWant(Transport transport) {
        Person person = forum.person("Admin", transport, "ADMIN").withKey("key");
        CreateBoardRequest request = board(" Cricket ").setPosition(1).build();
        Board made = call(person, boards -> boards.createBoard(request));
        assertThat(call(person, boards -> boards.createBoard(request)).getId()).isEqualTo(made.getId());
        assertThat(made.getName()).isEqualTo("Cricket");
        assertThat(made.getVersion()).isEqualTo(1);
        Board last = create(board("Music"));
        assertThat(names()).hasSize(11).endsWith("Music");
        assertThat(names().get(1)).isEqualTo("Cricket");
        assertThat(forum.person(Transport.BUS)
                        .open(person.draft().setBoardId(last.getId()))
                        .getBoardId())
                .isEqualTo(last.getId());
    }

    @Test
    void aBoardIsRenamedAndPutElsewhere() {
        Board first = forum.boards().get(0);
        Board renamed = update(UpdateBoardRequest.newBuilder()
                .setBoardId(first.getId())
                .setName("News")
                .setPosition(2)
                .setExpectedVersion(first.getVersion()));
        assertThat(renamed.getVersion()).isEqualTo(first.getVersion() + 1);
        assertThat(renamed.getDescription()).isEqualTo(first.getDescription());
        assertThat(names().indexOf("News")).isEqualTo(2);
        assertRefused(
                GrpcStatus.ABORTED,
                "board.version_mismatch",
                () -> update(UpdateBoardRequest.newBuilder()
                        .setBoardId(first.getId())
                        .setName("Old")
                        .setExpectedVersion(first.getVersion())));
        assertRefused(
                GrpcStatus.FAILED_PRECONDITION,
                "board.exists",
                () -> update(UpdateBoardRequest.newBuilder()
                        .setBoardId(first.getId())
                        .setName("Scam alerts")));
        assertRefused(GrpcStatus.FAILED_PRECONDITION, "board.exists", () -> create(board("News")));
    }

    @Test
    void aRetiredBoardTakesNoThreadsUntilItIsTakenBackIntoUse() {
        Board board = forum.boards().get(1);
        Person person = forum.person(Transport.BUS);
        Thread old = person.open(person.draft().setBoardId(board.getId()));
        Thread other =
                person.open(person.draft().setBoardId(forum.boards().get(2).getId()));

        Board retired = retire(board);

        assertThat(retired.getRetired()).isTrue();
        assertThat(retire(board)).isEqualTo(retired);
        assertThat(names()).doesNotContain(board.getName());
        assertThat(all().get(all().size() - 1)).isEqualTo(retired);
        assertThat(person.read(old.getId()).getTitle()).isEqualTo(old.getTitle());
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "thread.board_unknown",
                () -> person.open(person.draft().setBoardId(board.getId())));
        ThreadModeration staff = forum.client(ThreadModeration.class, Transport.BUS);
        MoveThreadRequest into = MoveThreadRequest.newBuilder()
                .setThreadId(other.getId())
                .setBoardId(board.getId())
                .build();
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "thread.board_unknown",
                () -> forum.system.as(admin.context(), () -> staff.moveThread(into)));

        assertThat(reinstate(board).getRetired()).isFalse();
        assertThat(names()).endsWith(board.getName());
        assertThat(person.open(person.draft().setBoardId(board.getId())).getBoardId())
                .isEqualTo(board.getId());
    }

    @Test
    void theAuditIsToldOfEachChange() {
        Board board = create(board("Cricket"));
        Board unused = retire(board);
        assertThat(forum
                        .sql("SELECT encode(payload, 'escape') AS told FROM outbox"
                                + " WHERE type = 'beachdo.forum.v1.StaffActed' ORDER BY outbox_id")
                        .stream()
                        .map(row -> row.getString("told")))
                .hasSize(2)
                .allSatisfy(told -> assertThat(told).contains(admin.id(), board.getId()))
                .satisfiesExactly(told -> assertThat(told).contains("board.create"), told -> assertThat(told)
                        .contains("board.retire"));
    }

    @Test
    void whatIsNoBoardIsRefusedAtItsField() {
        invalid("/name", () -> create(board(" ")));
        invalid("/name", () -> create(board("x".repeat(81))));
        invalid("/description", () -> create(board("Cricket").setDescription("a\tb")));
        invalid("/position", () -> create(board("Cricket").setPosition(-1)));
        invalid("/boardId", () -> update(UpdateBoardRequest.newBuilder().setBoardId("1")));
        assertRefused(
                GrpcStatus.NOT_FOUND,
                "board.not_found",
                () -> update(
                        UpdateBoardRequest.newBuilder().setBoardId(Ids.next().toString())));
    }

    private static void invalid(String pointer, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.fields())
                .singleElement()
                .satisfies(at -> assertThat(at.pointer()).isEqualTo(pointer)));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void othersThanAdministratorsChangeNothing(Transport transport) {
        for (Person other : List.of(
                forum.person(transport), forum.person("Moderator", transport, "MODERATOR"), forum.service(transport))) {
            assertRefused(
                    GrpcStatus.PERMISSION_DENIED,
                    "auth.forbidden",
                    () -> call(other, boards -> boards.createBoard(board("Mine").build())));
        }
        assertThat(call(
                                forum.person("Moderator", transport, "MODERATOR"),
                                boards -> boards.listAllBoards(ListAllBoardsRequest.getDefaultInstance()))
                        .getItemsList())
                .hasSize(9);
    }
}
