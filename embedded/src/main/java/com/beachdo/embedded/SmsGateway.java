package com.beachdo.embedded;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An SMS provider that delivers nothing: {@code POST /v1/messages} with a bearer token and
 * {@code {to, text, entityId, header, templateId}} answers 202 {@code {messageId}}.
 */
final class SmsGateway implements Part {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{7,14}");
    /** What Indian regulation (TRAI DLT) wants with every message. */
    private static final List<String> REGISTERED = List.of("entityId", "header", "templateId");

    private final String token;
    private final MessageLog log;
    private final LocalHttp http;
    private final int port;

    private SmsGateway(int port, String token, MessageLog log) {
        this.port = port;
        this.token = token;
        this.log = log;
        this.http = LocalHttp.start(port, this::handle);
    }

    static SmsGateway start(DataFolder folder, Ports ports, MessageLog log) {
        String token = folder.secret("sms.token", Secrets::token);
        return ports.listen("sms", port -> new SmsGateway(port, token, log));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (!exchange.getRequestURI().getPath().equals("/v1/messages")) {
            refuse(exchange, 404, "there is only /v1/messages");
        } else if (!exchange.getRequestMethod().equals("POST")) {
            refuse(exchange, 405, "only POST");
        } else if (authorization == null || !LocalHttp.same("Bearer " + token, authorization)) {
            refuse(exchange, 401, "the token is not known");
        } else {
            accept(exchange, LocalHttp.body(exchange));
        }
    }

    private void accept(HttpExchange exchange, String body) throws IOException {
        JsonNode message;
        try {
            message = JSON.readTree(body);
        } catch (JacksonException e) {
            refuse(exchange, 400, "the body is not JSON");
            return;
        }
        @Nullable String problem = problem(message);
        if (problem != null) {
            refuse(exchange, 400, problem);
            return;
        }
        // a phone shows the registered header where a mail shows its subject
        log.add(new CaughtMessage(
                "sms", text(message, "to"), text(message, "header"), text(message, "text"), Instant.now()));
        answer(exchange, 202, Map.of("messageId", UUID.randomUUID().toString()));
    }

    private static @Nullable String problem(JsonNode message) {
        for (String field : REGISTERED) {
            if (text(message, field).isBlank()) {
                return field + " is missing: a message without its DLT registration is not carried";
            }
        }
        if (!NUMBER.matcher(text(message, "to")).matches()) {
            return "to must be an E.164 number";
        }
        return text(message, "text").isBlank() ? "text is missing" : null;
    }

    private static String text(JsonNode message, String field) {
        return message.path(field).asString("");
    }

    private static void refuse(HttpExchange exchange, int status, String problem) throws IOException {
        answer(exchange, status, Map.of("error", problem));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, String> body) throws IOException {
        LocalHttp.respond(exchange, status, "application/json", JSON.writeValueAsString(body));
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(Kind.SMS.variable(), "http://127.0.0.1:" + port, "BEACHDO_SMS_TOKEN", token);
    }

    @Override
    public void close() {
        http.close();
    }
}
