package com.beachdo.launcher.bench;

import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The list pages of the forum's largest board and of its longest thread. */
final class ForumPages {
    private final Function<String, JsonObject> get;

    ForumPages(Function<String, JsonObject> get) {
        this.get = get;
    }

    /** Paths by what they are. */
    Map<String, String> all() {
        JsonObject board = largest("/v1/forum/boards", "threadCount");
        String ofBoard = "/v1/forum/threads?board=" + board.getString("id");
        JsonObject thread = largest(ofBoard + "&sort=active&limit=100", "commentCount");
        Map<String, String> pages = new LinkedHashMap<>();
        for (String sort : new String[] {"hot", "new", "top", "active"}) {
            pages.put("threads, " + sort, ofBoard + "&sort=" + sort);
            pages.put("… " + sort + ", of all boards", "/v1/forum/threads?sort=" + sort);
        }
        pages.put("threads, top of a month", ofBoard + "&sort=top&window=month");
        pages.put("threads, new, tenth page", later(ofBoard + "&sort=new", 10));
        pages.put("threads with a common word", ofBoard + "&sort=new&q=" + word(thread));
        pages.put("threads like a title", "/v1/forum/threads/similar?title=" + words(thread));
        String comments = "/v1/forum/threads/" + thread.getString("id") + "/comments";
        pages.put("comments of a thread", comments);
        pages.put("… the hundredth page", later(comments, 100));
        return pages;
    }

    private JsonObject largest(String path, String count) {
        return get.apply(path).getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .max(Comparator.comparing(item -> item.getLong(count)))
                .orElseThrow(() -> new IllegalStateException("the forum of this server is empty"));
    }

    private static String word(JsonObject thread) {
        return thread.getString("title").split("[^A-Za-z]+", 2)[0];
    }

    private static String words(JsonObject thread) {
        return thread.getString("title").replaceAll("[^A-Za-z0-9]+", "%20");
    }

    /** The page so many pages on, or the last one there is. */
    private String later(String path, int pages) {
        String at = path;
        for (int page = 1; page < pages; page++) {
            String cursor = get.apply(at).getString("nextCursor");
            if (cursor == null) {
                return at;
            }
            at = path + (path.contains("?") ? "&" : "?") + "cursor=" + cursor;
        }
        return at;
    }
}
