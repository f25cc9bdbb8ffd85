package com.beachdo.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmsGatewayIT {
    private static final String MESSAGE =
            """
            {"to": "+919800000001", "text": "Your code is 123456", "entityId": "1101000000000000001",
             "header": "BEACHD", "templateId": "1107000000000000001"}""";

    private final EmbeddedServices services = TestServices.shared(EnumSet.of(Kind.SMS));
    private final Map<String, String> environment = services.environment();
    private final String token = requireNonNull(environment.get("BEACHDO_SMS_TOKEN"));

    @Test
    void keepsAnAcceptedMessage() throws Exception {
        HttpResponse<String> answer = post(token, MESSAGE.replace("0001", "0002"));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).matches("\\{\"messageId\":\"[0-9a-f-]{36}\"}");
        assertThat(services.messages("+919800000002")).singleElement().satisfies(sms -> {
            assertThat(sms.channel()).isEqualTo("sms");
            assertThat(sms.text()).isEqualTo("Your code is 123456");
            assertThat(sms.subject()).isEqualTo("BEACHD");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"entityId", "header", "templateId"})
    void refusesAMessageWithoutADltField(String field) throws Exception {
        HttpResponse<String> answer = post(token, MESSAGE.replace(field, "other"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(field + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"to", "text"})
    void refusesAMessageWithoutRecipientOrText(String field) throws Exception {
        assertThat(post(token, MESSAGE.replace("\"" + field + "\"", "\"other\""))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesWhatIsNotJson() throws Exception {
        assertThat(post(token, "to=1").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAWrongToken() throws Exception {
        assertThat(post("wrong", MESSAGE.replace("0001", "0003")).statusCode()).isEqualTo(401);
        assertThat(services.messages("+919800000003")).isEmpty();
    }

    private HttpResponse<String> post(String bearer, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(environment.get("BEACHDO_SMS_URL") + "/v1/messages"))
                                .header("Authorization", "Bearer " + bearer)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
