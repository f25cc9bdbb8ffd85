package com.beachdo.identity.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.text.ParseException;

/** What a provider says of itself (OpenID Connect Discovery 1.0), with its keys. */
record Discovery(URI authorization, URI token, URI jwks, JWKSet keys) {
    private static final JWKSet NONE = new JWKSet();

    /** Without the keys. */
    static Discovery of(String document, URI issuer) {
        try {
            JsonObject json = new JsonObject(document);
            if (!issuer.toString().equals(json.getString("issuer"))) {
                throw OidcFailure.away("it calls itself another issuer");
            }
            return new Discovery(
                    url(json, "authorization_endpoint", issuer),
                    url(json, "token_endpoint", issuer),
                    url(json, "jwks_uri", issuer),
                    NONE);
        } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
            throw OidcFailure.away("its description can't be read");
        }
    }

    Discovery withKeys(String document) {
        try {
            return new Discovery(authorization, token, jwks, JWKSet.parse(document));
        } catch (ParseException | RuntimeException e) {
            throw OidcFailure.away("its keys can't be read");
        }
    }

    private static URI url(JsonObject json, String name, URI issuer) {
        URI url = URI.create(String.valueOf(json.getString(name)));
        if (!OidcConfig.isSafe(url, issuer)) {
            throw OidcFailure.away(name + " is not safe");
        }
        return url;
    }
}
