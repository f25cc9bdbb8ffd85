package com.beachdo.forum;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Makes bodies of what people write, off the event loop. */
final class Bodies {
    private final Vertx vertx;

    Bodies(Vertx vertx) {
        this.vertx = vertx;
    }

    Future<Body> render(String source, int maxLength) {
        String checked = Text.body("body", source, maxLength);
        return vertx.executeBlocking(() -> new Body(checked, Markdown.toHtml(checked)), false);
    }
}
