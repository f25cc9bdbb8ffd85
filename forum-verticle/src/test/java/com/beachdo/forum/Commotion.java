package com.beachdo.forum;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.CreateCommentRequest;
import com.beachdo.forum.v1.DeleteCommentRequest;
import com.beachdo.forum.v1.DeleteThreadRequest;
import com.beachdo.forum.v1.LikeCommentRequest;
import com.beachdo.forum.v1.LikeThreadRequest;
import com.beachdo.forum.v1.MergeThreadRequest;
import com.beachdo.forum.v1.PostModeration;
import com.beachdo.forum.v1.RestoreThreadRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.ThreadModeration;
import com.beachdo.forum.v1.Threads;
import com.beachdo.forum.v1.UnlikeThreadRequest;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Eight people and a moderator who do whatever changes counters, to the same few threads. */
final class Commotion {
    private static final int PEOPLE = 8;

    private final Random random = new Random(20261201);
    private final ForumSystem forum;
    private final Person staff;
    private final List<Person> people = new ArrayList<>();
    private final List<Thread> all = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private final Threads threads;
    private final Comments answers;
    private final ThreadModeration moderation;
    private final PostModeration posts;

    Commotion(ForumSystem forum) {
        this.forum = forum;
        this.staff = forum.person("Meera", Transport.BUS, "MODERATOR");
        this.threads = forum.threads(Transport.BUS);
        this.answers = forum.comments(Transport.BUS);
        this.moderation = forum.client(ThreadModeration.class, Transport.BUS);
        this.posts = forum.client(PostModeration.class, Transport.BUS);
        for (int count = 0; count < PEOPLE; count++) {
            Person person = forum.person(Transport.BUS);
            people.add(person);
            all.add(person.open(person.draft().setTitle("Thread of number " + count)));
            comments.add(person.comment(all.get(count).getId(), "Comment of " + count));
        }
    }

    /** Whether it was done; some of it is refused, for the thread or comment is just gone. */
    Future<Boolean> something() {
        Person person = people.get(random.nextInt(people.size()));
        String thread = all.get(random.nextInt(all.size())).getId();
        Comment comment = comments.get(random.nextInt(comments.size()));
        Future<?> done =
                switch (random.nextInt(10)) {
                    case 0, 1 -> as(person, () -> threads.likeThread(like(thread)));
                    case 2 ->
                        as(
                                person,
                                () -> threads.unlikeThread(UnlikeThreadRequest.newBuilder()
                                        .setThreadId(thread)
                                        .build()));
                    case 3 ->
                        as(
                                person,
                                () -> answers.likeComment(LikeCommentRequest.newBuilder()
                                        .setCommentId(comment.getId())
                                        .build()));
                    case 4, 5 -> as(person, () -> answers.createComment(answer(comment)));
                    case 6 ->
                        as(
                                staff,
                                () -> answers.deleteComment(DeleteCommentRequest.newBuilder()
                                        .setCommentId(comment.getId())
                                        .build()));
                    case 7 ->
                        as(
                                staff,
                                () -> threads.deleteThread(DeleteThreadRequest.newBuilder()
                                        .setThreadId(thread)
                                        .build()));
                    case 8 ->
                        as(
                                staff,
                                () -> moderation.restoreThread(RestoreThreadRequest.newBuilder()
                                        .setThreadId(thread)
                                        .build()));
                    default ->
                        as(
                                staff,
                                () -> posts.mergeThread(MergeThreadRequest.newBuilder()
                                        .setThreadId(thread)
                                        .setIntoThreadId(all.get(random.nextInt(all.size()))
                                                .getId())
                                        .build()));
                };
        return done.map(true).otherwise(false);
    }

    private static LikeThreadRequest like(String thread) {
        return LikeThreadRequest.newBuilder().setThreadId(thread).build();
    }

    private static CreateCommentRequest answer(Comment to) {
        return CreateCommentRequest.newBuilder()
                .setThreadId(to.getThreadId())
                .setParentId(to.getId())
                .setBody("Answer " + UUID.randomUUID())
                .build();
    }

    private <T> Future<T> as(Person person, Supplier<Future<T>> call) {
        return person.context().run(forum.system.vertx(), call);
    }
}
