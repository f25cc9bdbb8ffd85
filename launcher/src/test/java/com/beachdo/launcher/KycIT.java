package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proof of identity over HTTP, between the API, a browser and the stand-in for DigiLocker. */
class KycIT {
    private static final TestHttp HTTP = new TestHttp(TestBeachdo.shared());
    private static final HttpClient BROWSER =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aBrowserComesBackVerified() {
        JsonObject somebody = register();
        String token = TestHttp.token(somebody);
        assertThat(kyc(token).getString("status")).isEqualTo("NOT_STARTED");

        URI callback = approve(start(token), "NONE");
        HttpResponse<String> end = open(callback + "&session_state=what-else-providers-add");

        assertThat(end.statusCode()).isEqualTo(303);
        assertThat(end.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(end.headers().firstValue("Location").orElseThrow()).contains("/docs?kyc=");
        await(token, "status", "VERIFIED");
        assertThat(user(somebody).getBoolean("verified")).isTrue();

        assertThat(HTTP.send("DELETE", "/v1/me/kyc", token, null).statusCode()).isEqualTo(204);
        assertThat(kyc(token).getString("status")).isEqualTo("NOT_STARTED");
        assertThat(user(somebody).getBoolean("verified")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "FORGED, FAILED, document_not_genuine",
        "NOT_LINKED, FAILED, aadhaar_not_linked",
        "ERROR, PENDING, provider_unavailable",
        "GARBAGE, PENDING, provider_unavailable",
        "SLOW, PENDING, provider_unavailable"
    })
    void nobodyIsVerifiedByTroubleAndEverybodyCanGoOn(String trouble, String status, String reason) {
        JsonObject somebody = register();
        String token = TestHttp.token(somebody);
        HttpResponse<String> end = open(approve(start(token), trouble).toString());

        assertThat(end.statusCode()).isEqualTo(303);
        assertThat(end.headers().firstValue("Location").orElseThrow()).containsPattern("kyc=(failed|pending)");
        await(token, "reason", reason);
        assertThat(kyc(token).getString("status")).isEqualTo(status);
        assertThat(user(somebody).getBoolean("verified")).isFalse();
        buysAllTheSame(token);
    }

    /** Whoever fails or never starts is a buyer like any other. */
    private static void buysAllTheSame(String token) {
        JsonArray listings =
                body(HTTP.send("GET", "/v1/listings?limit=1", token, null), 200).getJsonArray("items");
        assertThat(listings).isNotNull();
        assertThat(HTTP.send("GET", "/v1/me/saved", token, null).statusCode()).isEqualTo(200);
        assertThat(HTTP.send("GET", "/v1/chats", token, null).statusCode()).isEqualTo(200);
        assertThat(HTTP.send("POST", "/v1/realtime/ticket", token, null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void askingWithoutConsentIsRefused() {
        String token = TestHttp.token(register());

        HttpResponse<String> refused = HTTP.send(
                "POST",
                "/v1/me/kyc/digilocker",
                token,
                new JsonObject().put("consent", false).encode());

        assertThat(body(refused, 422).getString("code")).isEqualTo("kyc.consent_required");
    }

    @Test
    void aStateThatIsNobodysLeadsNowhere() {
        HttpResponse<String> end =
                open(URI.create(String.valueOf(TestBeachdo.shared().setting("BEACHDO_PUBLIC_URL")))
                        + "/v1/kyc/digilocker/callback?state=guess&code=guess");

        assertThat(end.statusCode()).isEqualTo(303);
        assertThat(end.headers().firstValue("Location").orElseThrow()).endsWith("?kyc=invalid");
    }

    private static JsonObject register() {
        return HTTP.register("kyc-" + UUID.randomUUID() + "@example.com");
    }

    private static URI start(String token) {
        HttpResponse<String> started = HTTP.send(
                "POST",
                "/v1/me/kyc/digilocker",
                token,
                new JsonObject().put("consent", true).encode());
        return URI.create(body(started, 201).getString("authorizationUrl"));
    }

    private static JsonObject kyc(String token) {
        return body(HTTP.send("GET", "/v1/me/kyc", token, null), 200);
    }

    /** Runs that outlast the browser's patience tell their outcome there. */
    private static void await(String token, String field, String value) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!value.equals(kyc(token).getString(field)) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        assertThat(kyc(token).getString(field)).isEqualTo(value);
    }

    private static JsonObject user(JsonObject signedIn) {
        String id = signedIn.getJsonObject("user").getString("id");
        return body(HTTP.send("GET", "/v1/users/" + id, null, null), 200);
    }

    private static JsonObject body(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return new JsonObject(response.body());
    }

    /** What the person's click at the provider leads to. */
    private static URI approve(URI page, String trouble) {
        String decision = "&decision=approve&name=Somebody&dob=01011980&gender=T&who="
                + URLEncoder.encode(UUID.randomUUID().toString(), StandardCharsets.UTF_8) + "&trouble=" + trouble;
        String url = page.toString();
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(url.substring(0, url.indexOf('?'))))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(page.getRawQuery() + decision)));
        assertThat(response.statusCode()).isEqualTo(302);
        return URI.create(response.headers().firstValue("Location").orElseThrow());
    }

    private static HttpResponse<String> open(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return BROWSER.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
