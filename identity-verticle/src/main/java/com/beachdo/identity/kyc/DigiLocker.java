package com.beachdo.identity.kyc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.beachdo.identity.provider.ProviderHttp;
import com.beachdo.platform.http.OutboundReply;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DigiLocker's protocol: where to send the browser, and the calls after it came back. */
final class DigiLocker {
    private static final Logger LOG = LoggerFactory.getLogger(DigiLocker.class);
    private static final int JSON_BYTES = 64 * 1024;
    private static final Set<String> FOR_THE_PERSON = Set.of("aadhaar_not_linked", "aadhaar_not_available");

    private final KycConfig.Provider config;
    private final URI redirect;
    private final ProviderHttp http;
    private final byte[] pkceKey;

    /** @param redirect where it sends browsers back to */
    DigiLocker(KycConfig.Provider config, URI redirect, ProviderHttp http, byte[] pkceKey) {
        this.config = config;
        this.redirect = redirect;
        this.http = http;
        this.pkceKey = pkceKey.clone();
    }

    /** The right to read once what a person consented to. */
    record Access(String token, ProviderIdentity identity) {
        @Override
        public String toString() {
            return "Access[hidden]";
        }
    }

    /** Whether it is of no use to send anybody there now. */
    boolean isAway() {
        return http.isOpen();
    }

    String authorizationUrl(AttemptState state) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", config.clientId());
        query.put("redirect_uri", redirect.toString());
        query.put("state", state.text());
        query.put("code_challenge", state.challenge(pkceKey));
        query.put("code_challenge_method", "S256");
        return config.base().toString().replaceAll("/+$", "") + config.paths().authorize() + "?" + encode(query);
    }

    Future<Access> exchange(String code, AttemptState state) {
        Map<String, String> form = client();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirect.toString());
        form.put("code_verifier", state.verifier(pkceKey));
        return http.post(config.paths().token(), encode(form), JSON_BYTES).map(reply -> {
            JsonObject json = json(reply);
            if (!reply.isGood()) {
                throw refused("token", reply, json, "code_refused");
            }
            String token = ProviderIdentity.text(json, "access_token");
            if (token == null) {
                throw KycFailure.unavailable("a token reply without a token");
            }
            return new Access(token, ProviderIdentity.of(json));
        });
    }

    Future<ProviderIdentity> user(Access access) {
        return retried(() -> http.get(config.paths().user(), access.token(), JSON_BYTES))
                .map(reply -> {
                    JsonObject json = json(reply);
                    if (!reply.isGood()) {
                        throw refused("user", reply, json, "code_refused");
                    }
                    return ProviderIdentity.of(json);
                });
    }

    /** The raw bytes of the e-Aadhaar, come whole from the provider. */
    Future<byte[]> aadhaar(Access access) {
        return retried(() -> http.get(config.paths().aadhaar(), access.token(), SafeXml.MAX_BYTES))
                .map(reply -> {
                    if (!reply.isGood()) {
                        throw refused(
                                "aadhaar", reply, json(reply), reply.status() == 404 ? "aadhaar_not_available" : null);
                    }
                    byte[] bytes = reply.body().getBytes();
                    requireHmac(bytes, reply.headers().get("hmac"));
                    return bytes;
                });
    }

    /** Tells the provider that the token is not needed any more. Nothing depends on it. */
    Future<Void> revoke(Access access) {
        Map<String, String> form = client();
        form.put("token", access.token());
        form.put("token_type_hint", "access_token");
        return http.post(config.paths().revoke(), encode(form), JSON_BYTES)
                .onFailure(failure -> LOG.warn("a token was not revoked: {}", String.valueOf(failure.getMessage())))
                .mapEmpty();
    }

    Future<Void> close() {
        return http.close();
    }

    /** For calls that may be made twice. */
    private static Future<OutboundReply> retried(java.util.function.Supplier<Future<OutboundReply>> call) {
        return call.get().recover(failure -> call.get());
    }

    private void requireHmac(byte[] body, @Nullable String given) {
        if (given == null || given.isBlank()) {
            if (config.hmacRequired()) {
                throw KycFailure.notGenuine("it came without its keyed hash");
            }
            return;
        }
        String wanted = Base64.getEncoder()
                .encodeToString(AttemptState.hmac(config.clientSecret().getBytes(UTF_8), body));
        if (!MessageDigest.isEqual(wanted.getBytes(US_ASCII), given.strip().getBytes(US_ASCII))) {
            throw KycFailure.notGenuine("its keyed hash is wrong");
        }
    }

    /** @param otherwise what it means for the person; null when it means nothing for them */
    private static KycFailure refused(String call, OutboundReply reply, JsonObject json, @Nullable String otherwise) {
        String error = String.valueOf(ProviderIdentity.text(json, "error"));
        LOG.warn("DigiLocker refused {} with {} {}", call, reply.status(), error.replaceAll("[^a-z_]", "?"));
        if (FOR_THE_PERSON.contains(error)) {
            return KycFailure.because(error);
        }
        boolean ours = error.equals("invalid_client_id") || error.equals("invalid_client");
        return ours || otherwise == null || reply.status() / 100 != 4
                ? KycFailure.unavailable("status " + reply.status())
                : KycFailure.because(otherwise);
    }

    private static JsonObject json(OutboundReply reply) {
        try {
            return reply.body().length() == 0 ? new JsonObject() : reply.body().toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw KycFailure.unavailable("the answer is no JSON");
        }
    }

    private Map<String, String> client() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", config.clientId());
        form.put("client_secret", config.clientSecret());
        return form;
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
