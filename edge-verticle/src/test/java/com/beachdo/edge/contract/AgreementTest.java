package com.beachdo.edge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.edge.json.Json;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The contract of this build against the messages it carries. */
class AgreementTest {
    private static final URI URL = URI.create("http://127.0.0.1:8080");

    @Test
    void everyOperationAgreesWithTheMethodItCalls() {
        assertThat(Agreement.differences(Contract.load(URL, 1))).isEmpty();
    }

    @Test
    void everythingIsBoundedLimitedAndHasItsProblem() {
        assertThat(ContractRules.breaches(Contract.load(URL, 1))).isEmpty();
    }

    @Test
    void isValidOpenApi() {
        Vertx vertx = Vertx.vertx();
        try {
            // problem+json and text/csv are valid, but no media types that this library knows
            JsonObject document = new JsonObject(Contract.load(URL, 1)
                    .json()
                    .toString()
                    .replace("problem+json", "json")
                    .replace("text/csv", "text/plain"));
            OpenAPIContract contract = TestSystem.await(OpenAPIContract.from(vertx, document));
            assertThat(contract.operations()).hasSizeGreaterThan(60);
        } finally {
            Object unused = TestSystem.await(vertx.close());
        }
    }

    @Test
    void findsFieldsThatDiffer() {
        ObjectNode document = withGetUser();
        properties(document).remove("since");
        properties(document).putObject("secret").put("type", "string");
        properties(document).putObject("verified").put("type", "string");
        assertThat(Agreement.differences(Contract.of(document, URL, 1)))
                .anySatisfy(
                        line -> assertThat(line).contains("has no property for").contains("since"))
                .anySatisfy(line -> assertThat(line).contains("/secret: is no field"))
                .anySatisfy(line -> assertThat(line).contains("/verified: must be of type boolean"))
                .hasSize(3);
    }

    @Test
    void findsAccessThatDiffers() {
        ObjectNode document = withGetUser();
        ObjectNode operation = (ObjectNode) document.at("/paths/~1v1~1users~1{userId}/get");
        operation.remove("security");
        operation.putArray("x-roles").add("ADMIN");
        assertThat(Agreement.differences(Contract.of(document, URL, 1)))
                .singleElement()
                .asString()
                .contains("the method is for anyone");
    }

    @Test
    void findsParametersThatDiffer() {
        ObjectNode document = withGetUser();
        ObjectNode parameter = (ObjectNode) document.at("/paths/~1v1~1users~1{userId}/get/parameters/0");
        parameter.put("name", "id");
        assertThat(Agreement.differences(Contract.of(document, URL, 1)))
                .anySatisfy(line -> assertThat(line).contains("userId must be in exactly one"))
                .anySatisfy(line -> assertThat(line).contains("parameter id is no field"));
    }

    @Test
    void findsWhatIsNotBounded() {
        ObjectNode document = withGetUser();
        ObjectNode user = (ObjectNode) document.at("/components/schemas/PublicUser");
        user.remove("additionalProperties");
        ((ObjectNode) properties(document).get("name")).remove("maxLength");
        properties(document).putObject("list").put("type", "array").put("uniqueItems", true);
        ObjectNode operation = (ObjectNode) document.at("/paths/~1v1~1users~1{userId}/get");
        operation.remove("x-rate-limit");
        ((ObjectNode) operation.get("responses")).remove("default");
        List<String> breaches = ContractRules.breaches(Contract.of(document, URL, 1));
        assertThat(String.join("\n", breaches))
                .contains("without additionalProperties")
                .contains("/name: is text without maxLength")
                .contains("/list: uses uniqueItems")
                .contains("/list: is a list without maxItems")
                .contains("getUser: has no x-rate-limit")
                .contains("getUser: has no default");
    }

    private static ObjectNode properties(ObjectNode document) {
        return (ObjectNode) document.at("/components/schemas/PublicUser/properties");
    }

    /** A document of its own that agrees, for a test to break. */
    private static ObjectNode withGetUser() {
        String text =
                """
                paths:
                  /v1/users/{userId}:
                    get:
                      operationId: getUser
                      summary: A user
                      x-rpc: beachdo.identity.v1.Accounts/GetUser
                      security: []
                      x-rate-limit: { by: ip, per: 1m, limit: 1 }
                      parameters:
                        - { name: userId, in: path, required: true, schema: { type: string, maxLength: 36 } }
                      responses:
                        '200': { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/PublicUser' } } } }
                        default: { $ref: '#/components/responses/Problem' }
                components:
                  responses: { Problem: { description: x } }
                  schemas:
                    PublicUser:
                      type: object
                      additionalProperties: false
                      required: [id, name, verified, emailVerified, phoneVerified]
                      properties:
                        id: { type: string, maxLength: 36 }
                        name: { type: string, maxLength: 80 }
                        since: { type: string, format: date-time, maxLength: 40 }
                        verified: { type: boolean }
                        emailVerified: { type: boolean }
                        phoneVerified: { type: boolean }
                        rating:
                          type: object
                          additionalProperties: false
                          required: [average, count]
                          properties:
                            average: { type: number }
                            count: { type: integer, format: int32, minimum: 1, maximum: 10 }
                """;
        ObjectNode document =
                Json.yaml(new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(Agreement.differences(Contract.of(document.deepCopy(), URL, 1)))
                .isEmpty();
        assertThat(ContractRules.breaches(Contract.of(document.deepCopy(), URL, 1)))
                .isEmpty();
        return document;
    }
}
