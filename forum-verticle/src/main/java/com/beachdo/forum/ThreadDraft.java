package com.beachdo.forum;

import com.beachdo.forum.v1.CreateThreadRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A thread that somebody wants to open. */
record ThreadDraft(
        UUID boardId, UUID authorId, String title, List<String> tags, @Nullable UUID listingId, List<UUID> mentions) {
    static final int MAX_BODY = 20_000;
    private static final int MAX_TAGS = 5;
    private static final Pattern TAG = Pattern.compile("[a-z0-9-]{1,30}");

    ThreadDraft {
        title = title(title);
        tags = tags(tags);
    }

    static ThreadDraft of(CreateThreadRequest request, UUID author) {
        return new ThreadDraft(
                Ids.parse("boardId", request.getBoardId()),
                author,
                request.getTitle(),
                request.getTagsList(),
                request.hasListingId() ? Ids.parse("listingId", request.getListingId()) : null,
                Mentions.of(request.getMentionsList()));
    }

    static List<String> tags(List<String> tags) {
        List<String> distinct = tags.stream().distinct().toList();
        if (distinct.size() > MAX_TAGS
                || !distinct.stream().allMatch(tag -> TAG.matcher(tag).matches())) {
            throw RpcException.invalid(
                    "request.invalid", "/tags", "must be at most 5, each of 1 to 30 characters of a-z, 0-9 and -");
        }
        return distinct;
    }

    static String tag(String field, String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw RpcException.invalid(
                    "request.invalid", "/" + field, "must have 1 to 30 characters of a-z, 0-9 and -");
        }
        return tag;
    }

    /** All that it says. */
    String text(Body body) {
        return title + "\n" + body.source();
    }

    static String title(String title) {
        return Text.line("title", title, 3, 160);
    }
}
