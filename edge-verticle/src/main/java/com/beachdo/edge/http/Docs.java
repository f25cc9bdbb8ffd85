package com.beachdo.edge.http;

import com.beachdo.edge.contract.Contract;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;

/** The contract as a file and as a page: a fixed set of small resources, all from this jar and Swagger UI's. */
public final class Docs {
    private static final String JS = "text/javascript; charset=utf-8";
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
    private static final Map<String, Page> ASSETS = Map.of(
            "/docs", new Page("text/html; charset=utf-8", Buffer.buffer(PAGE)),
            "/docs/", new Page("text/html; charset=utf-8", Buffer.buffer(PAGE)),
            "/docs/start.js", new Page(JS, Buffer.buffer(START)),
            "/docs/swagger-ui.css", new Page("text/css; charset=utf-8", fromJar("swagger-ui.css")),
            "/docs/swagger-ui-bundle.js", new Page(JS, fromJar("swagger-ui-bundle.js")),
            "/docs/favicon-32x32.png", new Page("image/png", fromJar("favicon-32x32.png")));

    private record Page(String type, Buffer content, String etag) {
        Page(String type, Buffer content) {
            this(type, content, '"' + hash(content.getBytes()) + '"');
        }
    }

    private Docs() {}

    /** The handlers of the pages, by their exact paths. */
    public static Map<String, Handler<HttpServerRequest>> pages(Contract contract) {
        Map<String, Page> all = new HashMap<>(ASSETS);
        Page unused = all.put("/openapi.json", new Page("application/json", contract.json()));
        Page unusedToo = all.put("/openapi.yaml", new Page("application/yaml", contract.yaml()));
        Map<String, Handler<HttpServerRequest>> handlers = new HashMap<>();
        all.forEach((path, page) -> handlers.put(path, request -> serve(request, page)));
        return Map.copyOf(handlers);
    }

    private static void serve(HttpServerRequest request, Page page) {
        HttpServerResponse response = request.response()
                .putHeader(SecurityHeaders.CSP, CSP)
                .putHeader(HttpHeaders.ETAG, page.etag())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (page.etag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            Future<Void> unused = response.setStatusCode(304).end();
        } else {
            Future<Void> unused = Answers.end(request, page.type(), page.content());
        }
    }

    private static Buffer fromJar(String name) {
        return Buffer.buffer(bytes("META-INF/resources/webjars/swagger-ui/" + version() + "/" + name));
    }

    private static String version() {
        Properties properties = new Properties();
        byte[] text = bytes("META-INF/maven/org.webjars/swagger-ui/pom.properties");
        try {
            properties.load(new java.io.StringReader(new String(text, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "");
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Docs.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
