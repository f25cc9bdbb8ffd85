package com.beachdo.embedded;

import java.util.Arrays;
import java.util.UUID;

/** Who agreed to what at the OpenID provider's stand-in, for the one client call that knows the verifier. */
record OidcGrant(String redirectUri, String challenge, String nonce, String email, String name, OidcTrouble trouble) {
    static OidcGrant from(Form form) {
        String trouble = form.get("trouble");
        return new OidcGrant(
                form.get("redirect_uri"),
                form.get("code_challenge"),
                form.get("nonce"),
                form.get("email").strip(),
                form.get("name").strip(),
                Arrays.stream(OidcTrouble.values())
                        .filter(known -> known.name().equals(trouble))
                        .findFirst()
                        .orElse(OidcTrouble.NONE));
    }

    boolean isFor(String givenRedirectUri, String verifier) {
        return redirectUri.equals(givenRedirectUri) && LocalHttp.same(challenge, Consent.challengeOf(verifier));
    }

    /** The same address is the same person. */
    String subject() {
        return UUID.nameUUIDFromBytes(email.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }
}
