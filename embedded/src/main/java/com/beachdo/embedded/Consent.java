package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What a person agreed to at the DigiLocker stand-in, for the one client call that knows the verifier. */
record Consent(String redirectUri, String challenge, Person person) {
    boolean isFor(String givenRedirectUri, String verifier) {
        return redirectUri.equals(givenRedirectUri) && LocalHttp.same(challenge, challengeOf(verifier));
    }

    static String challengeOf(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
