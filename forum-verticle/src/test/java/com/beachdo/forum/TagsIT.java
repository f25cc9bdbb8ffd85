package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.forum.v1.GetThreadChangesRequest;
import com.beachdo.forum.v1.GetThreadHistoryRequest;
import com.beachdo.forum.v1.Histories;
import com.beachdo.forum.v1.ListThreadEventsRequest;
import com.beachdo.forum.v1.ListThreadsRequest;
import com.beachdo.forum.v1.TextChanges;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.ThreadEvent;
import com.beachdo.forum.v1.ThreadEventKind;
import com.beachdo.forum.v1.UpdateThreadRequest;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TagsIT {
    private final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1));

    @AfterAll
    void stop() {
        forum.close();
    }

    private static UpdateThreadRequest.Builder tags(Thread thread, String... tags) {
        return UpdateThreadRequest.newBuilder()
                .setThreadId(thread.getId())
                .setTags(ListValue.newBuilder()
                        .addAllValues(Stream.of(tags)
                                .map(tag ->
                                        Value.newBuilder().setStringValue(tag).build())
                                .toList()));
    }

    private <T> T histories(Person person, Function<Histories, Future<T>> call) {
        Histories client = forum.client(Histories.class, person.transport());
        return forum.system.as(person.context(), () -> call.apply(client));
    }

    private List<ThreadEvent> events(Person person, Thread thread) {
        return histories(
                        person,
                        histories -> histories.listThreadEvents(ListThreadEventsRequest.newBuilder()
                                .setThreadId(thread.getId())
                                .build()))
                .getItemsList();
    }

    private List<String> idsOf(String tag) {
        return forum
                .anonymous(Transport.BUS)
                .list(ListThreadsRequest.newBuilder().setTag(tag))
                .getItemsList()
                .stream()
                .map(Thread::getId)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void anAuthorChangesTagsAndTheHistoryTells(Transport transport) {
        Person author = forum.person(transport);
        String old = "old-" + transport.name().toLowerCase(Locale.ROOT);
        String fresh = "new-" + transport.name().toLowerCase(Locale.ROOT);
        Thread thread = author.open(author.draft().addTags(old).addTags("both"));

        Thread changed = author.edit(tags(thread, "both", fresh, "both"));

        assertThat(changed.getTagsList()).containsExactly("both", fresh);
        assertThat(changed.getVersion()).isEqualTo(thread.getVersion() + 1);
        assertThat(changed.getBody()).isEqualTo(thread.getBody());
        assertThat(idsOf(fresh)).containsExactly(thread.getId());
        assertThat(idsOf(old)).isEmpty();
        author.edit(UpdateThreadRequest.newBuilder().setThreadId(thread.getId()).setBody("Other words."));
        assertThat(author.read(thread.getId()).getTagsList()).containsExactly("both", fresh);
        author.edit(tags(thread));
        assertThat(author.read(thread.getId()).getTagsList()).isEmpty();

        Person reader = forum.anonymous(transport);
        assertThat(reader.threads(threads -> threads.getThreadHistory(GetThreadHistoryRequest.newBuilder()
                                .setThreadId(thread.getId())
                                .build()))
                        .getItemsList())
                .<List<String>>extracting(revision -> List.copyOf(revision.getTagsList()))
                .containsExactly(List.of(), List.of("both", fresh), List.of("both", fresh), List.of(old, "both"));
        TextChanges changes = histories(
                reader,
                histories -> histories.getThreadChanges(GetThreadChangesRequest.newBuilder()
                        .setThreadId(thread.getId())
                        .setVersion(2)
                        .build()));
        assertThat(changes.getTagsList()).containsExactly("both", fresh);
        assertThat(changes.getTagsBeforeList()).containsExactly(old, "both");
        List<ThreadEvent> events = events(reader, thread);
        assertThat(events)
                .extracting(ThreadEvent::getKind)
                .containsExactly(
                        ThreadEventKind.THREAD_EVENT_KIND_RETAGGED, ThreadEventKind.THREAD_EVENT_KIND_RETAGGED);
        assertThat(events.get(0).getTagsList()).containsExactly(old, "both");
        assertThat(events.get(0).getByStaff()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void staffChangesTheTagsOfAnyThreadAndNothingElse(Transport transport) {
        Person author = forum.person(transport);
        Person staff = forum.person("Meera", transport, "MODERATOR");
        Thread thread = author.open(author.draft().addTags("scooter"));

        assertThat(staff.edit(tags(thread, "bikes")).getTagsList()).containsExactly("bikes");
        staff.edit(tags(thread, "bikes"));

        assertThat(events(author, thread)).singleElement().satisfies(event -> {
            assertThat(event.getByStaff()).isTrue();
            assertThat(event.hasActor()).isFalse();
        });
        assertThat(forum.sql(
                                "SELECT FROM outbox WHERE type = 'beachdo.forum.v1.StaffActed' AND aggregate_id = $1",
                                thread.getId())
                        .size())
                .isEqualTo(1);
        List<UpdateThreadRequest.Builder> beyond = List.of(
                tags(thread, "bikes").setTitle("Another title"),
                tags(thread, "bikes").setBody("Other words."),
                tags(thread, "bikes").addMentions(author.id()),
                UpdateThreadRequest.newBuilder().setThreadId(thread.getId()));
        beyond.forEach(change ->
                ForumSystem.assertRefused(GrpcStatus.PERMISSION_DENIED, "thread.not_author", () -> staff.edit(change)));
        Person other = forum.person("Ravi", transport);
        ForumSystem.assertRefused(
                GrpcStatus.PERMISSION_DENIED, "thread.not_author", () -> other.edit(tags(thread, "mine")));
        ForumSystem.assertRefused(
                GrpcStatus.ABORTED,
                "thread.version_mismatch",
                () -> author.edit(tags(thread, "late").setExpectedVersion(thread.getVersion())));
    }

    @Test
    void tagsThatAreNoneAreRefusedByName() {
        Person author = forum.person(Transport.GRPC);
        Thread thread = author.open(author.draft().addTags("scooter"));
        List<UpdateThreadRequest.Builder> bad = List.of(
                tags(thread, "UPPER"),
                tags(thread, ""),
                tags(thread, "two words"),
                tags(thread, "x".repeat(31)),
                tags(thread, IntStream.range(0, 6).mapToObj(n -> "tag" + n).toArray(String[]::new)),
                UpdateThreadRequest.newBuilder()
                        .setThreadId(thread.getId())
                        .setTags(ListValue.newBuilder()
                                .addValues(Value.newBuilder().setNumberValue(1))));
        bad.forEach(change -> assertThatThrownBy(() -> author.edit(change))
                .isInstanceOfSatisfying(RpcException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
                    assertThat(refused.fields().get(0).pointer()).isEqualTo("/tags");
                }));
        assertThat(author.read(thread.getId()).getTagsList()).containsExactly("scooter");
    }
}
