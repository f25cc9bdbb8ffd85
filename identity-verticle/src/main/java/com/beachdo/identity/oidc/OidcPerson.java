package com.beachdo.identity.oidc;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Who a provider stands for.
 *
 * @param subject who it is at the issuer; with it the only key
 * @param email that the provider calls verified; null for none
 */
public record OidcPerson(String issuer, String subject, String name, @Nullable String email) {
    public JsonObject json() {
        return new JsonObject()
                .put("issuer", issuer)
                .put("subject", subject)
                .put("name", name)
                .put("email", email);
    }

    public static OidcPerson of(JsonObject json) {
        return new OidcPerson(
                json.getString("issuer"), json.getString("subject"), json.getString("name"), json.getString("email"));
    }

    @Override
    public String toString() {
        return "OidcPerson[hidden]";
    }
}
