package com.beachdo.embedded;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID provider whose person is whoever the form says: description, keys, sign-in page, and ID tokens, which it
 * forges or refuses when the form says so.
 */
final class OidcStandIn implements Part {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CLIENT = "beachdo";
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);

    private final String secret;
    private final int port;
    private final IdTokenSigner signer;
    private final LocalHttp http;
    private final Expiring<OidcGrant> codes = new Expiring<>(CODE_LIFE);

    private OidcStandIn(int port, String secret) {
        this.port = port;
        this.secret = secret;
        this.signer = new IdTokenSigner(issuer(), CLIENT);
        this.http = LocalHttp.start(port, this::handle);
    }

    static OidcStandIn start(DataFolder folder, Ports ports) {
        String secret = folder.secret("oidc.client-secret", Secrets::token);
        return ports.listen("oidc", port -> new OidcStandIn(port, secret));
    }

    private String issuer() {
        return "http://127.0.0.1:" + port;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        switch (call) {
            case "GET /.well-known/openid-configuration" -> answer(exchange, 200, description());
            case "GET /jwks" -> answer(exchange, 200, signer.keys());
            case "GET /authorize" -> ask(exchange);
            case "POST /authorize" -> decide(exchange);
            case "POST /token" -> token(exchange);
            default -> refuse(exchange, 404, "not_found");
        }
    }

    private Map<String, Object> description() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/jwks",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "code_challenge_methods_supported", List.of("S256"));
    }

    private void ask(HttpExchange exchange) throws IOException {
        Form query = Form.parse(exchange.getRequestURI().getRawQuery());
        if (problem(query).isPresent()) {
            refuse(exchange, 400, problem(query).get());
            return;
        }
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        LocalHttp.respond(exchange, 200, "text/html; charset=utf-8", OidcPage.of(query));
    }

    private static Optional<String> problem(Form query) {
        boolean good = query.get("client_id").equals(CLIENT)
                && query.get("response_type").equals("code")
                && query.get("redirect_uri").matches("https?://[^\\s#]+")
                && List.of(query.get("scope").split(" ", -1)).contains("openid")
                && query.get("code_challenge_method").equals("S256")
                && query.get("code_challenge").matches("[A-Za-z0-9_-]{43}")
                && !query.get("state").isBlank();
        return good ? Optional.empty() : Optional.of("invalid_request");
    }

    private void decide(HttpExchange exchange) throws IOException {
        Form form = Form.parse(LocalHttp.body(exchange));
        if (problem(form).isPresent() || form.get("email").isBlank()) {
            refuse(exchange, 400, "invalid_request");
            return;
        }
        Map<String, String> answer = new HashMap<>();
        answer.put("state", form.get("state"));
        if (form.get("decision").equals("approve")) {
            answer.put("code", codes.keep(OidcGrant.from(form)));
        } else {
            answer.put("error", "access_denied");
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
        if (!form.get("client_id").equals(CLIENT) || !LocalHttp.same(secret, form.get("client_secret"))) {
            refuse(exchange, 401, "invalid_client");
            return;
        }
        // taken before it is checked: a code is good for one try
        @Nullable OidcGrant grant = codes.take(form.get("code"));
        boolean good = grant != null
                && form.get("grant_type").equals("authorization_code")
                && grant.isFor(form.get("redirect_uri"), form.get("code_verifier"));
        if (grant == null || !good) {
            refuse(exchange, 400, "invalid_grant");
        } else if (grant.trouble() == OidcTrouble.ERROR) {
            refuse(exchange, 500, "server_error");
        } else {
            answer(
                    exchange,
                    200,
                    Map.of(
                            "access_token",
                            Secrets.token(),
                            "token_type",
                            "Bearer",
                            "expires_in",
                            3600,
                            "id_token",
                            signer.token(grant)));
        }
    }

    private static void refuse(HttpExchange exchange, int status, String error) throws IOException {
        answer(exchange, status, Map.of("error", error));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        LocalHttp.respond(exchange, status, "application/json", JSON.writeValueAsString(body));
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                Kind.OIDC.variable(), issuer(), "BEACHDO_OIDC_CLIENT_ID", CLIENT, "BEACHDO_OIDC_CLIENT_SECRET", secret);
    }

    @Override
    public void close() {
        http.close();
    }
}
