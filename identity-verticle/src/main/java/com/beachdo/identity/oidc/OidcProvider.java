package com.beachdo.identity.oidc;

import com.beachdo.identity.provider.ProviderHttp;
import com.beachdo.platform.http.OutboundReply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Speaks OpenID Connect with one provider: authorization code with PKCE, and an ID token that is verified. */
public final class OidcProvider {
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int MAX_BYTES = 64 * 1024;
    private static final long KNOWN_NANOS = TimeUnit.HOURS.toNanos(1);

    private final OidcConfig config;
    private final URI redirect;
    private final ProviderHttp http;
    private final IdTokens idTokens;
    private @Nullable Future<Discovery> known;
    private long knownAt;

    /** @param redirect where it sends browsers back to, as registered with it */
    public OidcProvider(Vertx vertx, OidcConfig config, URI redirect) {
        this.config = config;
        this.redirect = redirect;
        this.http = new ProviderHttp(vertx, config.name(), config.issuer(), TIMEOUT_MILLIS, OidcFailure::away);
        this.idTokens = new IdTokens(config);
    }

    /** What is random in one attempt, to be told only in parts. */
    public record Attempt(String state, String nonce, String verifier) {
        @Override
        public String toString() {
            return "Attempt[hidden]";
        }
    }

    public String name() {
        return config.name();
    }

    public Future<String> authorizationUrl(Attempt attempt) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", config.clientId());
        query.put("redirect_uri", redirect.toString());
        query.put("scope", "openid email profile");
        query.put("state", attempt.state());
        query.put("nonce", attempt.nonce());
        query.put("code_challenge", challenge(attempt.verifier()));
        query.put("code_challenge_method", "S256");
        return discovery().map(discovery -> {
            String url = discovery.authorization().toString();
            return url + (url.contains("?") ? "&" : "?") + encoded(query);
        });
    }

    /** Who the code stands for. */
    public Future<OidcPerson> exchange(String code, Attempt attempt) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirect.toString());
        form.put("code_verifier", attempt.verifier());
        form.put("client_id", config.clientId());
        form.put("client_secret", config.clientSecret());
        return discovery()
                .compose(discovery -> http.post(discovery.token(), encoded(form), MAX_BYTES))
                .map(OidcProvider::idToken)
                .compose(token ->
                        keysFor(token).map(discovery -> idTokens.verify(token, attempt.nonce(), discovery.keys())));
    }

    private static String idToken(OutboundReply reply) {
        if (!reply.isGood()) {
            throw OidcFailure.refused("the code was answered " + reply.status());
        }
        try {
            String token = reply.body().toJsonObject().getString("id_token");
            if (token != null) {
                return token;
            }
        } catch (DecodeException | ClassCastException e) {
            throw OidcFailure.away("its answer can't be read");
        }
        throw OidcFailure.refused("no ID token");
    }

    private Future<Discovery> keysFor(String token) {
        return discovery()
                .compose(discovery ->
                        IdTokens.knowsKey(token, discovery.keys()) ? Future.succeededFuture(discovery) : renew());
    }

    private Future<Discovery> discovery() {
        Future<Discovery> last = known;
        boolean good = last != null && !last.failed() && System.nanoTime() - knownAt < KNOWN_NANOS;
        return good && last != null ? last : renew();
    }

    private Future<Discovery> renew() {
        Future<Discovery> last = known;
        if (last != null && !last.isComplete()) {
            return last;
        }
        String issuer = config.issuer().toString().replaceAll("/+$", "");
        Future<Discovery> asked = http.get(URI.create(issuer + "/.well-known/openid-configuration"), MAX_BYTES)
                .map(reply -> Discovery.of(document(reply), config.issuer()))
                .compose(found -> http.get(found.jwks(), MAX_BYTES).map(reply -> found.withKeys(document(reply))));
        known = asked;
        knownAt = System.nanoTime();
        return asked;
    }

    private static String document(OutboundReply reply) {
        if (!reply.isGood()) {
            throw OidcFailure.away("its description was answered " + reply.status());
        }
        return reply.body().toString();
    }

    public Future<Void> close() {
        return http.close();
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
