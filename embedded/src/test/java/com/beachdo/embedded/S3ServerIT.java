package com.beachdo.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ServerIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<String, String> environment =
            TestServices.shared(EnumSet.of(Kind.S3)).environment();
    private final String staging = requireNonNull(environment.get("BEACHDO_S3_STAGING_BUCKET"));
    private final String media = requireNonNull(environment.get("BEACHDO_S3_MEDIA_BUCKET"));

    @Test
    void servesPublishedObjectsToAnyoneSafely() throws Exception {
        put(media, "p/1.webp", "image/webp", "picture");
        HttpResponse<String> got = get(mediaUrl("p/1.webp"));
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("picture");
        assertThat(got.headers().firstValue("Content-Type")).contains("image/webp");
        assertThat(got.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(got.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        HttpResponse<String> again = send(HttpRequest.newBuilder(mediaUrl("p/1.webp"))
                .header("If-None-Match", got.headers().firstValue("ETag").orElseThrow()));
        assertThat(again.statusCode()).isEqualTo(304);
        HttpResponse<String> head =
                send(HttpRequest.newBuilder(mediaUrl("p/1.webp")).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).contains("7");
    }

    @Test
    void keepsStagedObjectsFromStrangers() throws Exception {
        put(staging, "secret.jpg", "image/jpeg", "secret");
        assertThat(get(s3Url("/" + staging + "/secret.jpg")).statusCode()).isEqualTo(403);
        assertThat(get(s3Url("/" + staging)).statusCode()).isEqualTo(403);
        assertThat(get(mediaUrl("secret.jpg")).statusCode()).isEqualTo(404);
        assertThat(get(mediaUrl("../" + staging + "/secret.jpg")).statusCode()).isEqualTo(404);
        assertThat(get(mediaUrl("%2e%2e/" + staging + "/secret.jpg")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void listsNothingAndWritesNothingForStrangers() throws Exception {
        assertThat(get(s3Url("/" + media)).statusCode()).isEqualTo(403);
        assertThat(get(s3Url("/")).statusCode()).isEqualTo(403);
        assertThat(get(mediaUrl("")).statusCode()).isEqualTo(404);
        HttpResponse<String> written =
                send(HttpRequest.newBuilder(mediaUrl("x.jpg")).PUT(HttpRequest.BodyPublishers.ofString("x")));
        assertThat(written.statusCode()).isEqualTo(405);
    }

    @Test
    void refusesAWrongSignature() {
        Map<String, String> forged = new HashMap<>(environment);
        forged.put("BEACHDO_S3_SECRET_KEY", "wrong");
        try (Objects3 objects = new Objects3(forged)) {
            assertThatThrownBy(() -> objects.put(staging, "forged.jpg", "image/jpeg", "x"))
                    .isInstanceOfSatisfying(S3Exception.class, refused -> assertThat(refused.statusCode())
                            .isEqualTo(403));
        }
    }

    @Test
    void acceptsAPresignedUploadOnlyWithTheSignedTypeAndLength() throws Exception {
        try (Objects3 objects = new Objects3(environment)) {
            URI signed =
                    objects.presignedPut(staging, "up.jpg", "image/jpeg", 5).toURI();
            assertThat(upload(signed, "image/png", "12345")).isEqualTo(403);
            assertThat(upload(signed, "image/jpeg", "123456")).isEqualTo(403);
            assertThat(upload(signed, "image/jpeg", "1234")).isEqualTo(403);
            assertThatThrownBy(() -> objects.get(staging, "up.jpg")).isInstanceOf(S3Exception.class);
            assertThat(upload(signed, "image/jpeg", "12345")).isEqualTo(200);
            assertThat(objects.get(staging, "up.jpg")).isEqualTo("12345");
        }
    }

    @Test
    void letsBrowsersUploadFromAnotherOrigin() throws Exception {
        Preflight preflight = Preflight.ask(s3Url("/" + staging + "/up.jpg"), "https://app.example.in", "PUT");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.allowedOrigin()).isIn("*", "https://app.example.in");
        assertThat(preflight.allowedMethods()).contains("PUT");
    }

    private static int upload(URI signed, String type, String content) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(signed)
                        .header("Content-Type", type)
                        .PUT(HttpRequest.BodyPublishers.ofString(content)))
                .statusCode();
    }

    private void put(String bucket, String key, String type, String content) {
        try (Objects3 objects = new Objects3(environment)) {
            objects.put(bucket, key, type, content);
        }
    }

    private URI s3Url(String path) {
        return URI.create(environment.get("BEACHDO_S3_ENDPOINT") + path);
    }

    private URI mediaUrl(String key) {
        return URI.create(environment.get("BEACHDO_MEDIA_URL") + "/" + key);
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
