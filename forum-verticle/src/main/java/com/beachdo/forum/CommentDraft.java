package com.beachdo.forum;

import com.beachdo.forum.v1.CreateCommentRequest;
import com.beachdo.platform.db.Ids;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A comment that somebody wants to make. */
record CommentDraft(
        UUID authorId, UUID threadId, @Nullable UUID parentId, @Nullable UUID listingId, List<UUID> mentions) {
    static CommentDraft of(CreateCommentRequest request, UUID author) {
        return new CommentDraft(
                author,
                Ids.parse("threadId", request.getThreadId()),
                request.hasParentId() ? Ids.parse("parentId", request.getParentId()) : null,
                request.hasListingId() ? Ids.parse("listingId", request.getListingId()) : null,
                Mentions.of(request.getMentionsList()));
    }
}
