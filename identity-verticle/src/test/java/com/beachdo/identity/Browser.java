package com.beachdo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody at the page of the OpenID provider's stand-in. */
final class Browser {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Browser() {}

    /** Opens the page, fills it in and sends it; the parameters that the provider sends the browser back with. */
    static Map<String, String> signIn(String authorizationUrl, Map<String, String> filled) {
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(authorizationUrl)));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<form method=\"post\">");
        Map<String, String> form = fields(URI.create(authorizationUrl).getRawQuery());
        form.put("decision", "approve");
        form.putAll(filled);
        HttpResponse<String> sent = send(HttpRequest.newBuilder(URI.create(authorizationUrl.replaceFirst("[?].*", "")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")))));
        assertThat(sent.statusCode()).isEqualTo(302);
        return fields(
                URI.create(sent.headers().firstValue("location").orElseThrow()).getRawQuery());
    }

    static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : encoded.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
