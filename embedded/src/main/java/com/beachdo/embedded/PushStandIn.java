package com.beachdo.embedded;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A push service that delivers nothing: Firebase Cloud Messaging's HTTP v1 interface with the tokens of a service account, and
 * Web Push with browsers of its own. {@code POST /subscriptions} subscribes one and answers what
 * {@code PushManager.subscribe} would. A token or subscription that contains "gone" is not there any more.
 */
final class PushStandIn implements Part {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROJECT = "beachdo-stand-in";
    private static final String ACCOUNT = "push@beachdo-stand-in.example";
    private static final String MESSAGES = "/v1/projects/" + PROJECT + "/messages:send";
    private static final int MOST_BYTES = 4_096;
    private static final int MOST_BROWSERS = 1_000;

    private final int port;
    private final PushKeys keys;
    private final MessageLog log;
    private final LocalHttp http;
    private final Map<String, Boolean> accessTokens = new ConcurrentHashMap<>();
    private final Map<String, WebPushBrowser> browsers = new ConcurrentHashMap<>();

    private PushStandIn(int port, PushKeys keys, MessageLog log) {
        this.port = port;
        this.keys = keys;
        this.log = log;
        this.http = LocalHttp.start(port, this::handle);
    }

    static PushStandIn start(DataFolder folder, Ports ports, MessageLog log) {
        PushKeys keys = PushKeys.of(folder);
        return ports.listen("push", port -> new PushStandIn(port, keys, log));
    }

    private String origin() {
        return "http://127.0.0.1:" + port;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!exchange.getRequestMethod().equals("POST")) {
            refuse(exchange, 405, "METHOD_NOT_ALLOWED");
        } else if (path.equals("/token")) {
            token(exchange);
        } else if (path.equals(MESSAGES)) {
            app(exchange);
        } else if (path.equals("/subscriptions")) {
            subscribe(exchange);
        } else if (path.startsWith("/push/")) {
            browser(exchange, path.substring("/push/".length()));
        } else {
            refuse(exchange, 404, "NOT_FOUND");
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        Form form = Form.parse(LocalHttp.body(exchange));
        if (!form.get("grant_type").equals("urn:ietf:params:oauth:grant-type:jwt-bearer")
                || !keys.isAssertion(form.get("assertion"), ACCOUNT, origin() + "/token")) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        String token = Secrets.token();
        accessTokens.put(token, true);
        answer(exchange, 200, Map.of("access_token", token, "token_type", "Bearer", "expires_in", 3600));
    }

    private void app(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null
                || !authorization.startsWith("Bearer ")
                || !accessTokens.containsKey(authorization.substring("Bearer ".length()))) {
            refuse(exchange, 401, "UNAUTHENTICATED");
            return;
        }
        JsonNode message;
        try {
            message = JSON.readTree(LocalHttp.body(exchange)).path("message");
        } catch (JacksonException e) {
            refuse(exchange, 400, "INVALID_ARGUMENT");
            return;
        }
        String to = message.path("token").asString("");
        if (to.isEmpty() || !message.path("data").isObject()) {
            refuse(exchange, 400, "INVALID_ARGUMENT");
        } else if (to.contains("gone")) {
            refuse(exchange, 404, "UNREGISTERED");
        } else {
            JsonNode shown = message.path("notification");
            log.add(new CaughtMessage(
                    "push",
                    to,
                    shown.path("title").asString(""),
                    shown.path("body").asString("") + "\n" + message.path("data"),
                    Instant.now()));
            answer(exchange, 200, Map.of("name", "projects/" + PROJECT + "/messages/" + UUID.randomUUID()));
        }
    }

    private void subscribe(HttpExchange exchange) throws IOException {
        if (browsers.size() >= MOST_BROWSERS) {
            refuse(exchange, 429, "TOO_MANY");
            return;
        }
        String query = exchange.getRequestURI().getRawQuery();
        String id = (query == null ? "" : query.replaceAll("[^a-z0-9]", "")) + "-" + UUID.randomUUID();
        WebPushBrowser browser = WebPushBrowser.subscribe();
        browsers.put(id, browser);
        answer(
                exchange,
                201,
                Map.of(
                        "endpoint",
                        origin() + "/push/" + id,
                        "keys",
                        Map.of("p256dh", browser.publicKey(), "auth", browser.auth())));
    }

    private void browser(HttpExchange exchange, String id) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(MOST_BYTES + 1);
        }
        @Nullable WebPushBrowser browser = browsers.get(id);
        if (!keys.isVapid(exchange.getRequestHeaders().getFirst("Authorization"), origin())) {
            refuse(exchange, 403, "FORBIDDEN");
        } else if (browser == null || id.contains("gone")) {
            refuse(exchange, 410, "GONE");
        } else if (exchange.getRequestHeaders().getFirst("TTL") == null
                || !"aes128gcm".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            refuse(exchange, 400, "BAD_REQUEST");
        } else if (body.length > MOST_BYTES) {
            refuse(exchange, 413, "TOO_LARGE");
        } else {
            show(exchange, id, browser, body);
        }
    }

    private void show(HttpExchange exchange, String id, WebPushBrowser browser, byte[] body) throws IOException {
        JsonNode payload;
        try {
            payload = JSON.readTree(browser.decrypt(body));
        } catch (GeneralSecurityException | JacksonException e) {
            // a real service can't tell; a developer wants to know
            refuse(exchange, 400, "CANNOT_BE_READ");
            return;
        }
        log.add(new CaughtMessage(
                "push",
                origin() + "/push/" + id,
                payload.path("heading").asString(""),
                payload.path("text").asString("") + "\n" + payload,
                Instant.now()));
        exchange.getResponseHeaders().set("Location", origin() + "/message/" + UUID.randomUUID());
        exchange.sendResponseHeaders(201, -1);
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        answer(exchange, status, Map.of("error", Map.of("code", status, "status", code)));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        LocalHttp.respond(exchange, status, "application/json", JSON.writeValueAsString(body));
    }

    @Override
    public Map<String, String> environment() {
        KeyPair account = keys.account();
        Map<String, String> environment = new HashMap<>();
        environment.put(
                Kind.PUSH.variable(),
                JSON.writeValueAsString(Map.of(
                        "type",
                        "service_account",
                        "project_id",
                        PROJECT,
                        "client_email",
                        ACCOUNT,
                        "private_key",
                        PushKeys.pem(account.getPrivate()),
                        "token_uri",
                        origin() + "/token")));
        environment.put("BEACHDO_FCM_URL", origin());
        environment.put("BEACHDO_VAPID_PUBLIC_KEY", keys.vapidPublic());
        environment.put("BEACHDO_VAPID_PRIVATE_KEY", keys.vapidPrivate());
        environment.put("BEACHDO_VAPID_SUBJECT", "mailto:developer@beachdo.example");
        environment.put(
                "BEACHDO_PUSH_HOSTS",
                "fcm.googleapis.com,push.services.mozilla.com,push.apple.com,notify.windows.com," + origin());
        return environment;
    }

    @Override
    public void close() {
        http.close();
    }
}
