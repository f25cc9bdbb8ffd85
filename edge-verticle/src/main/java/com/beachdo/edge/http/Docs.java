package com.beachdo.edge.http;

import com.beachdo.edge.contract.Contract;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The contract as a file and as a page: a fixed set of small resources, all from this jar and Swagger UI's. */
public final class Docs {
    private static final String CSP =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Beachdo API</title>
            <link rel="stylesheet" href="/docs/swagger-ui.css">
            <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
            </head>
            <body>
            <div id="swagger-ui"></div>
            <script src="/docs/swagger-ui-bundle.js"></script>
            <script src="/docs/start.js"></script>
            </body>
            </html>
            """;

    private static final String START =
            """
            window.ui = SwaggerUIBundle({
              url: '/openapi.json',
              dom_id: '#swagger-ui',
              deepLinking: true,
              persistAuthorization: false,
              validatorUrl: null,
              presets: [SwaggerUIBundle.presets.apis],
              layout: 'BaseLayout'
            });
            """;

    /** What is the same for every contract, loaded once. */
    private static final Map<String, Page> ASSETS = Map.ofEntries(
            Map.entry("/docs", html(Buffer.buffer(PAGE))),
            Map.entry("/docs/", html(Buffer.buffer(PAGE))),
            Map.entry("/docs/start.js", script(Buffer.buffer(START))),
            Map.entry("/docs/swagger-ui.css", new Page(Page.CSS, fromJar("swagger-ui.css"), CSP)),
            Map.entry("/docs/swagger-ui-bundle.js", script(fromJar("swagger-ui-bundle.js"))),
            Map.entry("/docs/favicon-32x32.png", new Page("image/png", fromJar("favicon-32x32.png"), CSP)),
            Map.entry("/docs/chat", html(Buffer.buffer(Page.bytes("docs/chat.html")))),
            Map.entry("/docs/chat/page.js", script(Buffer.buffer(Page.bytes("docs/chat-page.js")))),
            Map.entry("/docs/chat/beachdo-chat.js", client("beachdo-chat.js")),
            Map.entry("/docs/chat/bus.js", client("bus.js")),
            Map.entry("/docs/chat/room.js", client("room.js")));

    private static Page html(Buffer content) {
        return new Page(Page.HTML, content, CSP);
    }

    private static Page script(Buffer content) {
        return new Page(Page.JS, content, CSP);
    }

    /** Of clients/chat, as it was built. */
    private static Page client(String name) {
        return script(Buffer.buffer(Page.bytes("docs/client/" + name)));
    }

    private Docs() {}

    /** The handlers of the pages, by their exact paths. */
    public static Map<String, Handler<HttpServerRequest>> pages(Contract contract) {
        Map<String, Page> all = new HashMap<>(ASSETS);
        Page unused = all.put("/openapi.json", new Page("application/json", contract.json(), CSP));
        Page unusedToo = all.put("/openapi.yaml", new Page("application/yaml", contract.yaml(), CSP));
        Map<String, Handler<HttpServerRequest>> handlers = new HashMap<>();
        all.forEach((path, page) -> handlers.put(path, page::serve));
        return Map.copyOf(handlers);
    }

    private static Buffer fromJar(String name) {
        return Buffer.buffer(Page.bytes("META-INF/resources/webjars/swagger-ui/" + version() + "/" + name));
    }

    private static String version() {
        Properties properties = new Properties();
        byte[] text = Page.bytes("META-INF/maven/org.webjars/swagger-ui/pom.properties");
        try {
            properties.load(new java.io.StringReader(new String(text, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "");
    }
}
