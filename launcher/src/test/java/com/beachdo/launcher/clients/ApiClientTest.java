package com.beachdo.launcher.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.edge.contract.Contract;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What is made from the contract is what the repository has. {@code mvn -pl launcher test -Dtest=ApiClientTest
 * -Dclients.write=true} makes it anew.
 */
class ApiClientTest {
    static final Path CLIENTS = Path.of("../clients");
    private static final JsonObject CONTRACT = new JsonObject(
            Contract.load(URI.create("https://api.beachdo.example"), 1).json());

    @Test
    void theTypeScriptIsOfThisContract() throws IOException {
        requireSame(CLIENTS.resolve("api/src/api.ts"), TypeScript.of(CONTRACT));
    }

    @Test
    void thePostmanCollectionIsOfThisContract() throws IOException {
        requireSame(CLIENTS.resolve("postman/beachdo.postman_collection.json"), Postman.of(CONTRACT));
    }

    private static void requireSame(Path file, String made) throws IOException {
        if (Boolean.getBoolean("clients.write")) {
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file))
                .as(file + " with -Dclients.write=true")
                .isEqualTo(made);
    }
}
