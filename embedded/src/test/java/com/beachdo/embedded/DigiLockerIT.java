package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DigiLockerIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String VERIFIER = "a-verifier-that-is-at-least-forty-three-letters-long";
    private static final String BACK = "http://127.0.0.1:1/v1/kyc/digilocker/callback";

    private final Map<String, String> environment =
            TestServices.shared(EnumSet.of(Kind.DIGILOCKER)).environment();
    private final String base = requireNonNull(environment.get("BEACHDO_DIGILOCKER_URL"));

    @Test
    void tellsWhoApprovedToTheClientThatAsked() throws Exception {
        HttpResponse<String> page = HTTP.send(
                HttpRequest.newBuilder(URI.create(base + "/oauth2/1/authorize?" + Form.encode(question())))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("value=\"approve\"", "value=\"the&lt;state&gt;\"");

        HttpResponse<String> token = post("token", exchange(approve("Ravi Kumar")));
        assertThat(token.statusCode()).isEqualTo(200);
        JsonNode answer = JSON.readTree(token.body());
        assertThat(answer.path("name").asString()).isEqualTo("Ravi Kumar");
        assertThat(answer.path("dob").asString()).isEqualTo("15081990");
        assertThat(answer.path("digilockerid").asString()).hasSize(36);
        assertThat(answer.path("expires_in").asInt()).isEqualTo(3600);

        String accessToken = answer.path("access_token").asString();
        HttpResponse<String> user = user(accessToken);
        assertThat(user.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(user.body()).path("reference_key")).isEqualTo(answer.path("reference_key"));

        Map<String, String> revocation = client();
        revocation.put("token", accessToken);
        assertThat(post("revoke", revocation).statusCode()).isEqualTo(200);
        assertThat(user(accessToken).statusCode()).isEqualTo(401);
    }

    @Test
    void tellsTheClientThatThePersonDenied() throws Exception {
        Map<String, String> back = decide("deny", "Ravi Kumar");
        assertThat(back).containsEntry("error", "access_denied").containsEntry("state", "the<state>");
        assertThat(back).doesNotContainKey("code");
    }

    @Test
    void takesACodeOnlyOnce() throws Exception {
        Map<String, String> exchange = exchange(approve("Ravi Kumar"));
        assertThat(post("token", exchange).statusCode()).isEqualTo(200);
        HttpResponse<String> again = post("token", exchange);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("invalid_grant");
    }

    @Test
    void refusesAWrongVerifierRedirectOrSecret() throws Exception {
        Map<String, String> wrongVerifier = exchange(approve("Ravi Kumar"));
        wrongVerifier.put("code_verifier", VERIFIER + "x");
        assertThat(post("token", wrongVerifier).statusCode()).isEqualTo(400);

        Map<String, String> wrongRedirect = exchange(approve("Ravi Kumar"));
        wrongRedirect.put("redirect_uri", BACK + "x");
        assertThat(post("token", wrongRedirect).statusCode()).isEqualTo(400);

        Map<String, String> wrongSecret = exchange(approve("Ravi Kumar"));
        wrongSecret.put("client_secret", "wrong");
        assertThat(post("token", wrongSecret).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesAQuestionWithoutAChallengeOrFromAStranger() throws Exception {
        Map<String, String> plain = question();
        plain.put("code_challenge_method", "plain");
        Map<String, String> stranger = question();
        stranger.put("client_id", "stranger");
        assertThat(post("authorize", plain).statusCode()).isEqualTo(400);
        assertThat(post("authorize", stranger).statusCode()).isEqualTo(400);
    }

    @Test
    void issuesASignedDocumentWithItsKeyedHash() throws Exception {
        String token = token(approve("Ravi Kumar"));

        HttpResponse<String> document = get("/oauth2/3/xml/eaadhaar", token);

        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.body()).contains("name=\"Ravi Kumar\"", "dob=\"15-08-1990\"", "<SignatureValue>");
        byte[] key = requireNonNull(environment.get("BEACHDO_DIGILOCKER_CLIENT_SECRET"))
                .getBytes(UTF_8);
        assertThat(document.headers().firstValue("hmac"))
                .contains(Secrets.hmac(key, document.body().getBytes(UTF_8)));
        assertThat(get("/oauth2/2/files/issued", token).body()).contains("items");
        assertThat(get("/oauth2/3/xml/eaadhaar", "another").statusCode()).isEqualTo(401);
        assertThat(Files.readString(Path.of(requireNonNull(environment.get("BEACHDO_DIGILOCKER_TRUST_ANCHORS")))))
                .contains("BEGIN CERTIFICATE");
    }

    @Test
    void givesTheTroubleThatAPersonAsksFor() throws Exception {
        Map<String, String> unlinked = decide("approve", "Ravi Kumar", "NOT_LINKED");
        HttpResponse<String> document = get("/oauth2/3/xml/eaadhaar", token(requireNonNull(unlinked.get("code"))));
        assertThat(document.statusCode()).isEqualTo(404);
        assertThat(document.body()).contains("aadhaar_not_linked");

        Map<String, String> failing = decide("approve", "Ravi Kumar", "ERROR");
        assertThat(post("token", exchange(requireNonNull(failing.get("code")))).statusCode())
                .isEqualTo(500);
    }

    @Test
    void itsSignerIsTheSameAfterARestart() {
        DocumentSigner signer = DocumentSigner.make();

        assertThat(DocumentSigner.read(signer.stored())).isEqualTo(signer);
    }

    @Test
    void takesTheSecretFromABasicHeaderToo() throws Exception {
        Map<String, String> exchange = exchange(approve("Ravi Kumar"));
        exchange.remove("client_secret");
        String login = "beachdo:" + environment.get("BEACHDO_DIGILOCKER_CLIENT_SECRET");
        HttpResponse<String> token = HTTP.send(
                request("token", exchange)
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(login.getBytes(US_ASCII)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(token.statusCode()).isEqualTo(200);
    }

    private String approve(String name) throws Exception {
        return requireNonNull(decide("approve", name).get("code"));
    }

    private Map<String, String> decide(String decision, String name) throws Exception {
        return decide(decision, name, "NONE");
    }

    private Map<String, String> decide(String decision, String name, String trouble) throws Exception {
        Map<String, String> form = question();
        form.put("decision", decision);
        form.put("name", name);
        form.put("trouble", trouble);
        form.put("dob", "15081990");
        form.put("gender", "M");
        HttpResponse<String> answer = post("authorize", form);
        assertThat(answer.statusCode()).isEqualTo(302);
        URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(back.toString()).startsWith(BACK + "?");
        return Form.parse(back.getRawQuery()).fields();
    }

    private Map<String, String> question() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(US_ASCII));
        Map<String, String> question = new HashMap<>();
        question.put("client_id", "beachdo");
        question.put("response_type", "code");
        question.put("redirect_uri", BACK);
        question.put("state", "the<state>");
        question.put("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        question.put("code_challenge_method", "S256");
        return question;
    }

    private Map<String, String> exchange(String code) {
        Map<String, String> exchange = client();
        exchange.put("grant_type", "authorization_code");
        exchange.put("code", code);
        exchange.put("redirect_uri", BACK);
        exchange.put("code_verifier", VERIFIER);
        return exchange;
    }

    private Map<String, String> client() {
        Map<String, String> client = new HashMap<>();
        client.put("client_id", requireNonNull(environment.get("BEACHDO_DIGILOCKER_CLIENT_ID")));
        client.put("client_secret", requireNonNull(environment.get("BEACHDO_DIGILOCKER_CLIENT_SECRET")));
        return client;
    }

    private String token(String code) throws Exception {
        return JSON.readTree(post("token", exchange(code)).body())
                .path("access_token")
                .asString();
    }

    private HttpResponse<String> user(String token) throws Exception {
        return get("/oauth2/1/user", token);
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String call, Map<String, String> form) throws Exception {
        return HTTP.send(request(call, form).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String call, Map<String, String> form) {
        return HttpRequest.newBuilder(URI.create(base + "/oauth2/1/" + call))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Form.encode(form)));
    }
}
