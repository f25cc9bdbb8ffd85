package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A DigiLocker whose person is whoever the form says: sign-in, token, user, issued files, e-Aadhaar signed under an
 * authority of its own, and revocation. It is slow, fails or forges with a person who asks for it.
 */
final class DigiLocker implements Part {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CLIENT = "beachdo";
    private static final String BASE = "/public";
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);
    private static final Duration CONSENT_LIFE = Duration.ofDays(30);
    private static final Duration SHORT_CONSENT_LIFE = Duration.ofSeconds(3);
    private static final long SLOW_MILLIS = 5_000;
    private static final int HUGE_BYTES = 4 << 20;

    private final String secret;
    private final Path trustAnchors;
    private final IssuedDocument documents;
    private final int port;
    private final LocalHttp http;
    private final Expiring<Consent> codes = new Expiring<>(CODE_LIFE);
    private final Expiring<Person> tokens = new Expiring<>(TOKEN_LIFE);

    private DigiLocker(int port, String secret, DocumentSigner signer, Path trustAnchors) {
        this.port = port;
        this.secret = secret;
        this.trustAnchors = trustAnchors;
        this.documents = new IssuedDocument(signer);
        this.http = LocalHttp.start(port, this::handle);
    }

    static DigiLocker start(DataFolder folder, Ports ports) {
        String secret = folder.secret("digilocker.client-secret", Secrets::token);
        DocumentSigner signer = DocumentSigner.read(
                folder.secret("digilocker.signer", () -> DocumentSigner.make().stored()));
        Path trustAnchors = folder.resolve("digilocker.trust-anchors.pem");
        DataFolder.write(trustAnchors, signer.authorityPem());
        return ports.listen("digilocker", port -> new DigiLocker(port, secret, signer, trustAnchors));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        switch (call) {
            case "GET " + BASE + "/oauth2/1/authorize" -> ask(exchange);
            case "POST " + BASE + "/oauth2/1/authorize" -> decide(exchange);
            case "POST " + BASE + "/oauth2/1/token" -> token(exchange);
            case "GET " + BASE + "/oauth2/1/user" -> user(exchange);
            case "GET " + BASE + "/oauth2/2/files/issued" -> files(exchange);
            case "GET " + BASE + "/oauth2/3/xml/eaadhaar" -> aadhaar(exchange);
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
        Trouble trouble = consent.person().trouble();
        delay(trouble);
        if (trouble == Trouble.ERROR) {
            refuse(exchange, 500, "unexpected_error", "the stand-in was told to fail");
            return;
        }
        if (trouble == Trouble.GARBAGE) {
            LocalHttp.respond(exchange, 200, "application/json", "{\"access_token\": ");
            return;
        }
        Map<String, Object> answer = new HashMap<>();
        if (trouble != Trouble.SPARSE) {
            answer.putAll(consent.person().fields());
        }
        answer.put("access_token", tokens.keep(consent.person()));
        answer.put("refresh_token", Secrets.token());
        answer.put("token_type", "Bearer");
        answer.put("scope", "openid");
        answer.put("expires_in", TOKEN_LIFE.toSeconds());
        Duration life = trouble == Trouble.SHORT_CONSENT ? SHORT_CONSENT_LIFE : CONSENT_LIFE;
        answer.put("consent_valid_till", Instant.now().plus(life).getEpochSecond());
        answer(exchange, 200, answer);
    }

    private boolean isOurClient(Form form) {
        return form.get("client_id").equals(CLIENT) && LocalHttp.same(secret, form.get("client_secret"));
    }

    private void user(HttpExchange exchange) throws IOException {
        @Nullable Person person = signedIn(exchange);
        if (person != null) {
            answer(exchange, 200, new HashMap<>(person.fields()));
        }
    }

    private void files(HttpExchange exchange) throws IOException {
        @Nullable Person person = signedIn(exchange);
        if (person != null) {
            answer(exchange, 200, Map.of("items", List.of(), "resource", "D:/"));
        }
    }

    private void aadhaar(HttpExchange exchange) throws IOException {
        @Nullable Person person = signedIn(exchange);
        if (person == null) {
            return;
        }
        delay(person.trouble());
        switch (person.trouble()) {
            case DOCUMENT_ERROR -> refuse(exchange, 503, "repository_service_inactive", "told to fail");
            case NOT_LINKED -> refuse(exchange, 404, "aadhaar_not_linked", "no Aadhaar is linked");
            case REDIRECT -> {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port + BASE + "/elsewhere");
                exchange.sendResponseHeaders(302, -1);
            }
            case HUGE -> document(exchange, person, "<Certificate>" + " ".repeat(HUGE_BYTES) + "</Certificate>");
            default -> document(exchange, person, documents.of(person));
        }
    }

    private void document(HttpExchange exchange, Person person, String xml) throws IOException {
        byte[] key = (person.trouble() == Trouble.HMAC ? "another" : secret).getBytes(UTF_8);
        if (person.trouble() != Trouble.NO_HMAC) {
            exchange.getResponseHeaders().set("hmac", Secrets.hmac(key, xml.getBytes(UTF_8)));
        }
        LocalHttp.respond(exchange, 200, "application/xml", xml);
    }

    /** Who the token stands for; null after a refusal was answered. */
    private @Nullable Person signedIn(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        @Nullable
        Person person = authorization == null || !authorization.startsWith("Bearer ")
                ? null
                : tokens.get(authorization.substring("Bearer ".length()));
        if (person == null) {
            refuse(exchange, 401, "invalid_token", "the token is not known or too old");
        }
        return person;
    }

    private static void delay(Trouble trouble) {
        if (trouble == Trouble.SLOW) {
            try {
                Thread.sleep(SLOW_MILLIS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
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
                secret,
                "BEACHDO_DIGILOCKER_HOSTS",
                "127.0.0.1",
                "BEACHDO_DIGILOCKER_TRUST_ANCHORS",
                trustAnchors.toString());
    }

    @Override
    public void close() {
        http.close();
    }
}
