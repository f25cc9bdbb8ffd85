package com.beachdo.launcher;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What this program is. */
final class Build {
    private Build() {}

    static String version() {
        String version = Build.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static JsonObject info(LaunchConfig config) {
        JsonArray roles = new JsonArray();
        config.roles().forEach(role -> roles.add(role.label()));
        return new JsonObject()
                .put("name", "beachdo")
                .put("version", version())
                .put("java", Runtime.version().toString())
                .put("roles", roles)
                .put("embedded", config.embedded());
    }
}
