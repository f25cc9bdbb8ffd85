package com.beachdo.launcher.tour;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The tour's proof of identity: what a browser does between the API and the stand-in for DigiLocker. */
final class TourKyc {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Tour tour;
    private final HttpClient http;
    private final Api anyone;
    private final Api seller;

    TourKyc(Tour tour, HttpClient http, Api anyone, Api seller) {
        this.tour = tour;
        this.http = http;
        this.anyone = anyone;
        this.seller = seller;
    }

    /** @param who tells this tour's person from those of other tours */
    void walk(String name, String who) {
        tour.step("Prove the seller's identity through DigiLocker");
        JsonObject started = seller.post("/v1/me/kyc/digilocker", new JsonObject().put("consent", true), 201);
        URI page = URI.create(started.getString("authorizationUrl"));
        tour.require(send(HttpRequest.newBuilder(page)).statusCode() == 200, "the sign-in page opens");
        URI callback = approve(page, name, who);
        tour.require(callback.getPath().endsWith("/v1/kyc/digilocker/callback"), "it sends the browser back");
        URI end = location(HttpRequest.newBuilder(callback));
        if (end.getQuery().contains("kyc=confirm")) {
            confirm(end.getRawFragment());
        }
        tour.require(
                end.getQuery().contains("kyc=confirm")
                        || end.getQuery().contains("kyc=verified")
                        || end.getQuery().contains("kyc=pending"),
                "the browser ends up at the front end");
        tour.eventually(
                () -> "VERIFIED".equals(seller.quiet().get("/v1/me/kyc").getString("status")),
                "the identity is proven");
        String id = seller.get("/v1/me").getString("id");
        tour.require(anyone.get("/v1/users/" + id).getBoolean("verified"), "the public profile has the badge");
    }

    /** What only whoever started can do. */
    private void confirm(String fragment) {
        JsonObject back = new JsonObject();
        for (String pair : fragment.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            back.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        JsonObject unused = seller.post("/v1/me/kyc/digilocker/confirm", back, 200);
    }

    private URI approve(URI page, String name, String who) {
        Map<String, String> form = new LinkedHashMap<>(
                Map.of("decision", "approve", "name", name, "dob", "15081990", "gender", "F", "who", who));
        String query = page.getRawQuery() + "&"
                + form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        URI action = URI.create(page.toString().substring(0, page.toString().indexOf('?')));
        return location(HttpRequest.newBuilder(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(query)));
    }

    private URI location(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request);
        return URI.create(response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new TourFailedException(
                        response.uri().getPath() + " answered " + response.statusCode() + " and no redirect")));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new TourFailedException("no answer on the way through DigiLocker: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TourFailedException("interrupted");
        }
    }
}
