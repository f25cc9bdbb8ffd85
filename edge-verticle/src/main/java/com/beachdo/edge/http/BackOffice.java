package com.beachdo.edge.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pages of staff at /admin. They use nothing but the public API; what they may do is what their reader may do. */
public final class BackOffice {
    /** Pictures of listings come from the media address, which need not be this origin. */
    private static final String CSP =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' http: https:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final List<String> SCRIPTS = List.of(
            "api",
            "appeals",
            "audit",
            "boards",
            "boosts",
            "cases",
            "categories",
            "dom",
            "forum",
            "known",
            "listings",
            "main",
            "overview",
            "passkeys",
            "policies",
            "prices",
            "requests",
            "roles",
            "sign-in",
            "step-up",
            "strikes",
            "trust",
            "users");

    private BackOffice() {}

    /** The handlers of the pages, by their exact paths. */
    public static Map<String, Handler<HttpServerRequest>> pages() {
        Map<String, Handler<HttpServerRequest>> pages = new HashMap<>();
        Page index = page(Page.HTML, "index.html");
        pages.put("/admin", index::serve);
        pages.put("/admin/", index::serve);
        pages.put("/admin/admin.css", page(Page.CSS, "admin.css")::serve);
        SCRIPTS.forEach(name -> pages.put("/admin/" + name + ".js", page(Page.JS, name + ".js")::serve));
        return Map.copyOf(pages);
    }

    private static Page page(String type, String name) {
        return new Page(type, Buffer.buffer(Page.bytes("admin/" + name)), CSP);
    }
}
