package com.beachdo.launcher.tour;

import io.vertx.core.json.JsonObject;

/** The forum part of the tour: a thread, a comment, a reply, likes that count once. */
final class TourForum {
    private final Tour tour;
    private final Api author;
    private final Api reader;

    TourForum(Tour tour, Api author, Api reader) {
        this.tour = tour;
        this.author = author;
        this.reader = reader;
    }

    void walk() {
        tour.step("Start a thread in the forum");
        String boardId = reader.get("/v1/forum/boards")
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        JsonObject thread = author.post(
                "/v1/forum/threads",
                new JsonObject()
                        .put("boardId", boardId)
                        .put("title", "How do you spot a fake seller?")
                        .put("body", "I ask for a **video** first. What else?"),
                201);
        tour.require(thread.getString("bodyHtml").contains("<strong>video</strong>"), "its CommonMark is rendered");
        String path = "/v1/forum/threads/" + thread.getString("id");
        tour.step("A comment and a reply");
        JsonObject comment =
                reader.post(path + "/comments", new JsonObject().put("body", "Meet in a public place."), 201);
        JsonObject reply = author.post(
                path + "/comments",
                new JsonObject().put("body", "Good one.").put("parentId", comment.getString("id")),
                201);
        tour.require(reply.getInteger("depth") == 1, "the reply is below the comment");
        tour.require(author.get(path).getLong("commentCount") == 2, "the thread counts both");
        tour.step("A like, twice, counts once");
        JsonObject unused = reader.put(path + "/like", 200);
        unused = reader.put(path + "/like", 200);
        JsonObject liked = reader.get(path);
        tour.require(liked.getLong("likeCount") == 1 && liked.getBoolean("liked"), "the thread has one like");
        unused = author.put("/v1/forum/comments/" + comment.getString("id") + "/like", 200);
        JsonObject comments = author.get(path + "/comments");
        tour.require(
                comments.getJsonArray("items").getJsonObject(0).getLong("likeCount") == 1, "the comment has one like");
    }
}
