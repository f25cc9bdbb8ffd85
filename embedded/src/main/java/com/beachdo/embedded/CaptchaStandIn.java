package com.beachdo.embedded;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider of CAPTCHAs without a riddle: {@code POST /siteverify} with {@code secret} and {@code response} takes every
 * token that begins with {@code pass-}, once. Tokens that begin with {@code slow-}, {@code broken-}, {@code huge-},
 * {@code moved-}, {@code elsewhere-} or {@code garbage-} make it behave so.
 */
final class CaptchaStandIn implements Part {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int REMEMBERED = 10_000;
    private static final String HOST = "127.0.0.1";

    private final int port;
    private final String secret;
    private final LocalHttp http;
    private final Map<String, Instant> used = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    });
    private final CountDownLatch closed = new CountDownLatch(1);

    private CaptchaStandIn(int port, String secret) {
        this.port = port;
        this.secret = secret;
        this.http = LocalHttp.start(port, this::handle);
    }

    static CaptchaStandIn start(DataFolder folder, Ports ports) {
        String secret = folder.secret("captcha.secret", Secrets::token);
        return ports.listen("captcha", port -> new CaptchaStandIn(port, secret));
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/siteverify")
                || !exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 404, Map.of("error", "there is only POST /siteverify"));
            return;
        }
        Form form = Form.parse(LocalHttp.body(exchange));
        if (LocalHttp.same(secret, form.get("secret"))) {
            judge(exchange, form.get("response"));
        } else {
            refuse(exchange, "invalid-input-secret");
        }
    }

    private void judge(HttpExchange exchange, String token) throws IOException {
        switch (token.substring(0, token.indexOf('-') + 1)) {
            case "pass-" -> accept(exchange, token, HOST);
            case "elsewhere-" -> accept(exchange, token, "elsewhere.example");
            case "slow-" -> {
                pause();
                accept(exchange, token, HOST);
            }
            case "broken-" -> answer(exchange, 503, Map.of("success", true));
            case "huge-" -> answer(exchange, 200, Map.of("success", true, "filler", "x".repeat(1 << 20)));
            case "garbage-" -> LocalHttp.respond(exchange, 200, "text/html", "<html>success</html>");
            case "moved-" -> {
                exchange.getResponseHeaders().set("Location", url());
                exchange.sendResponseHeaders(307, -1);
            }
            default -> refuse(exchange, token.isEmpty() ? "missing-input-response" : "invalid-input-response");
        }
    }

    private void accept(HttpExchange exchange, String token, String host) throws IOException {
        if (used.putIfAbsent(token, Instant.now()) == null) {
            answer(
                    exchange,
                    200,
                    Map.of(
                            "success",
                            true,
                            "hostname",
                            host,
                            "challenge_ts",
                            Instant.now().toString()));
        } else {
            refuse(exchange, "timeout-or-duplicate");
        }
    }

    private void pause() {
        try {
            boolean unused = closed.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(HttpExchange exchange, String code) throws IOException {
        answer(exchange, 200, Map.of("success", false, "error-codes", List.of(code)));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        LocalHttp.respond(exchange, status, "application/json", JSON.writeValueAsString(body));
    }

    private String url() {
        return "http://" + HOST + ":" + port + "/siteverify";
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("BEACHDO_CAPTCHA_URL", url());
        environment.put(Kind.CAPTCHA.variable(), secret);
        return environment;
    }

    @Override
    public void close() {
        closed.countDown();
        http.close();
    }
}
