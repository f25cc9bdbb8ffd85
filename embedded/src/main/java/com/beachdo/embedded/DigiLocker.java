package com.beachdo.embedded;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A DigiLocker whose person is whoever the form says: its sign-in, token, user and revoke calls, not its documents. */
final class DigiLocker implements Part {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CLIENT = "beachdo";
    private static final String BASE = "/public";
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);
    private static final Duration CONSENT_LIFE = Duration.ofDays(30);

    private final String secret;
    private final int port;
    private final LocalHttp http;
    private final Expiring<Consent> codes = new Expiring<>(CODE_LIFE);
    private final Expiring<Person> tokens = new Expiring<>(TOKEN_LIFE);

    private DigiLocker(int port, String secret) {
        this.port = port;
        this.secret = secret;
        this.http = LocalHttp.start(port, this::handle);
    }

    static DigiLocker start(DataFolder folder, Ports ports) {
        String secret = folder.secret("digilocker.client-secret", Secrets::token);
        return ports.listen("digilocker", port -> new DigiLocker(port, secret));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        switch (call) {
            case "GET " + BASE + "/oauth2/1/authorize" -> ask(exchange);
            case "POST " + BASE + "/oauth2/1/authorize" -> decide(exchange);
            case "POST " + BASE + "/oauth2/1/token" -> token(exchange);
            case "GET " + BASE + "/oauth2/1/user" -> user(exchange);
            case "POST " + BASE + "/oauth2/1/revoke" -> revoke(exchange);
            default -> refuse(exchange, 404, "invalid_uri", "there is no such call");
        }
    }

    private void ask(HttpExchange exchange) throws IOException {
        Form query = Form.parse(exchange.getRequestURI().getRawQuery());
        Optional<String> problem = problem(query);
        if (problem.isPresent()) {
            refuse(exchange, 400, "invalid_parameter", problem.get());
            return;
        }
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        LocalHttp.respond(exchange, 200, "text/html; charset=utf-8", ConsentPage.of(query));
    }

    private static Optional<String> problem(Form query) {
        if (!query.get("client_id").equals(CLIENT)) {
            return Optional.of("client_id is not known");
        }
        if (!query.get("response_type").equals("code")) {
            return Optional.of("response_type must be code");
        }
        if (!query.get("redirect_uri").matches("https?://[^\\s#]+")) {
            return Optional.of("redirect_uri must be an absolute http or https address");
        }
        if (!query.get("code_challenge_method").equals("S256")
                || !query.get("code_challenge").matches("[A-Za-z0-9_-]{43}")) {
            return Optional.of("a code_challenge by S256 is needed");
        }
        return query.get("state").isBlank() ? Optional.of("state is missing") : Optional.empty();
    }

    private void decide(HttpExchange exchange) throws IOException {
        Form form = Form.parse(LocalHttp.body(exchange));
        Optional<String> problem = problem(form).or(() -> Person.problem(form));
        if (problem.isPresent()) {
            refuse(exchange, 400, "invalid_parameter", problem.get());
            return;
        }
        Map<String, String> answer = new HashMap<>();
        answer.put("state", form.get("state"));
        if (form.get("decision").equals("approve")) {
            Consent consent = new Consent(form.get("redirect_uri"), form.get("code_challenge"), Person.from(form));
            answer.put("code", codes.keep(consent));
        } else {
            answer.put("error", "access_denied");
            answer.put("error_description", "The user denied access");
        }
        String target = form.get("redirect_uri");
        String separator = URI.create(target).getRawQuery() == null ? "?" : "&";
        exchange.getResponseHeaders().set("Location", target + separator + Form.encode(answer));
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange) throws IOException {
        Form form = Form.parse(LocalHttp.body(exchange))
                .withBasic(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!isOurClient(form)) {
            refuse(exchange, 401, "invalid_client_id", "client_id or client_secret is wrong");
            return;
        }
        if (!form.get("grant_type").equals("authorization_code")) {
            refuse(exchange, 400, "unsupported_grant_type", "grant_type must be authorization_code");
            return;
        }
        // taken before it is checked: a code is good for one try
        @Nullable Consent consent = codes.take(form.get("code"));
        if (consent == null || !consent.isFor(form.get("redirect_uri"), form.get("code_verifier"))) {
            refuse(exchange, 400, "invalid_grant", "the code, its redirect_uri or its code_verifier is wrong");
            return;
        }
        Map<String, Object> answer = new HashMap<>(consent.person().fields());
        answer.put("access_token", tokens.keep(consent.person()));
        answer.put("refresh_token", Secrets.token());
        answer.put("token_type", "Bearer");
        answer.put("scope", "openid");
        answer.put("expires_in", TOKEN_LIFE.toSeconds());
        answer.put("consent_valid_till", Instant.now().plus(CONSENT_LIFE).getEpochSecond());
        answer(exchange, 200, answer);
    }

    private boolean isOurClient(Form form) {
        return form.get("client_id").equals(CLIENT) && LocalHttp.same(secret, form.get("client_secret"));
    }

    private void user(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        @Nullable
        Person person = authorization == null || !authorization.startsWith("Bearer ")
                ? null
                : tokens.get(authorization.substring("Bearer ".length()));
        if (person == null) {
            refuse(exchange, 401, "invalid_token", "the token is not known or too old");
        } else {
            answer(exchange, 200, new HashMap<>(person.fields()));
        }
    }

    private void revoke(HttpExchange exchange) throws IOException {
        Form form = Form.parse(LocalHttp.body(exchange))
                .withBasic(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!isOurClient(form)) {
            refuse(exchange, 401, "invalid_client_id", "client_id or client_secret is wrong");
            return;
        }
        tokens.forget(form.get("token"));
        answer(exchange, 200, Map.of());
    }

    private static void refuse(HttpExchange exchange, int status, String error, String why) throws IOException {
        answer(exchange, status, Map.of("error", error, "error_description", why));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        LocalHttp.respond(exchange, status, "application/json", JSON.writeValueAsString(body));
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                Kind.DIGILOCKER.variable(),
                "http://127.0.0.1:" + port + BASE,
                "BEACHDO_DIGILOCKER_CLIENT_ID",
                CLIENT,
                "BEACHDO_DIGILOCKER_CLIENT_SECRET",
                secret);
    }

    @Override
    public void close() {
        http.close();
    }
}
