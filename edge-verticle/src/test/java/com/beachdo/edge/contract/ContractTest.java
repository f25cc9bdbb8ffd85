package com.beachdo.edge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.edge.json.Json;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ContractTest {
    private static final URI URL = URI.create("https://api.beachdo.example");
    private static final String OPERATION =
            """
            paths:
              /v1/users/{userId}:
                get:
                  operationId: getUser
                  x-rpc: beachdo.identity.v1.Accounts/GetUser
                  security: []
                  x-rate-limit: { by: ip, per: 1m, limit: 10 }
                  parameters:
                    - { name: userId, in: path, required: true, schema: { type: string } }
                  responses:
                    '200': { description: x, content: { application/json: { schema: {} } } }
            """;

    @Test
    void readsWhatAnOperationMeans() {
        Operation operation = Contract.of(yaml(OPERATION), URL, 3).operations().get(0);
        assertThat(operation.id()).isEqualTo("getUser");
        assertThat(operation.signIn()).isEqualTo(Operation.SignIn.IGNORED);
        assertThat(operation.limits()).singleElement().satisfies(limit -> {
            assertThat(limit.policy().limit()).isEqualTo(30);
            assertThat(limit.header()).isEqualTo("\"getUser\";q=30;w=60");
            assertThat(limit.policy().shared()).isTrue();
        });
        assertThat(operation.reply().status()).isEqualTo(200);
        assertThat(Contract.of(yaml(OPERATION), URL, 1).json().toString()).contains("https://api.beachdo.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Accounts/GetUser | Accounts/Nothing | names no method",
                "Accounts/GetUser | Nowhere/GetUser | no contract",
                "Accounts/GetUser | Accounts | names no method",
                "'security: []' | 'summary: x' | names neither x-roles nor security",
                "'operationId: getUser' | 'summary: x' | has no operationId",
                "'by: ip' | 'by: phone' | by is user, ip or body",
                "'per: 1m' | 'per: often' | per is a time",
                "'limit: 10' | 'limit: 10, scop: node' | does not know scop",
                "'limit: 10' | 'limit: 10, scope: world' | scope is node",
                "'in: path' | 'in: cookie' | has a parameter in cookie",
                "'in: path' | 'in: header' | takes a header that the edge does not pass on",
                "'type: string' | 'type: object' | no type that a text can stand for",
                "'200' | '400' | has no success",
                "'schema: { type: string }' | '$ref: \"#/x\"' | points at nothing"
            })
    void refusesWhatItCannotServe(String right, String wrong, String problem) {
        String broken = OPERATION.replace(right, wrong);
        assertThat(broken).isNotEqualTo(OPERATION);
        assertThatThrownBy(() -> Contract.of(yaml(broken), URL, 1))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void refusesTwoOperationsOfOneName() {
        ObjectNode document = yaml(OPERATION);
        ObjectNode paths = (ObjectNode) document.get("paths");
        paths.set("/v1/people/{userId}", paths.get("/v1/users/{userId}").deepCopy());
        assertThatThrownBy(() -> Contract.of(document, URL, 1)).hasMessageContaining("names two operations");
    }

    @Test
    void foldsPartsIntoOneDocument() {
        ObjectNode root = Bundle.load("edge-test");
        assertThat(root.path("paths").has("/v1/chats")).isTrue();
        assertThat(root.at("/components/schemas").has("Money")).isTrue();
        assertThat(root.at("/components/schemas").has("Room")).isTrue();
    }

    @Test
    void refusesPartsThatAreMissingOrDefineTwice() {
        ObjectNode root = Bundle.read("edge-test/openapi.yaml");
        assertThatThrownBy(() -> Bundle.load(root.deepCopy(), "edge-test", List.of("nothing.yaml")))
                .hasMessageContaining("edge-test/nothing.yaml: is not there");
        assertThatThrownBy(() -> Bundle.load(root.deepCopy(), "edge-test", List.of("chat.yaml", "chat.yaml")))
                .hasMessageContaining("is defined twice");
        assertThatThrownBy(() -> Bundle.load(root.deepCopy(), "edge-test", List.of("openapi.yaml")))
                .hasMessageContaining("a part has only paths and components");
    }

    @Test
    void inlinesReferencesAndKeepsWhatStandsBeside() {
        ObjectNode document = yaml(
                """
                a: { $ref: '#/b', description: mine }
                b: { type: object, properties: { c: { $ref: '#/d' } }, description: theirs }
                d: { type: string }
                loop: { items: { $ref: '#/loop' } }
                """);
        Refs refs = new Refs(document);
        assertThat(Json.toText(refs.inline(document.get("a"))))
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"c\":{\"type\":\"string\"}},\"description\":\"mine\"}");
        assertThatThrownBy(() -> refs.inline(document.get("loop"))).hasMessageContaining("contains itself");
    }

    private static ObjectNode yaml(String text) {
        return Json.yaml(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
