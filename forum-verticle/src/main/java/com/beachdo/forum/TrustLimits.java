package com.beachdo.forum;

import com.beachdo.forum.v1.TrustLevel;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What somebody may post, at their level of trust. */
record TrustLimits(
        TrustLevel level,
        int threadsADay,
        int commentsADay,
        int postsAMinute,
        int sameAnHour,
        int links,
        int mentions,
        Set<PostSignals> hold) {
    static TrustLimits of(Row row) {
        Set<PostSignals> hold = EnumSet.noneOf(PostSignals.class);
        Arrays.stream(row.getArrayOfStrings("hold")).map(PostSignals::valueOf).forEach(hold::add);
        return new TrustLimits(
                TrustLevel.forNumber(row.getInteger("level")),
                row.getInteger("threads_a_day"),
                row.getInteger("comments_a_day"),
                row.getInteger("posts_a_minute"),
                row.getInteger("same_an_hour"),
                row.getInteger("links"),
                row.getInteger("mentions"),
                hold);
    }
}
