package com.beachdo.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies ID tokens: RS256 or ES256 by a key of the provider that the token names; our client, its issuer, the nonce of
 * the attempt, and a life that has begun and not ended.
 */
final class IdTokens {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final long LEEWAY_SECONDS = 60;
    private static final int MAX_SUBJECT = 255;
    private static final int MAX_NAME = 80;
    private static final int MAX_EMAIL = 254;

    private final String issuer;
    private final String clientId;

    IdTokens(OidcConfig config) {
        this.issuer = config.issuer().toString();
        this.clientId = config.clientId();
    }

    /** Whether the keys hold the one that the token names; without it they may be too old. */
    static boolean knowsKey(String token, JWKSet keys) {
        try {
            String kid = SignedJWT.parse(token).getHeader().getKeyID();
            return kid != null && keys.getKeyByKeyId(kid) != null;
        } catch (ParseException e) {
            throw OidcFailure.refused("no signed token");
        }
    }

    OidcPerson verify(String token, String nonce, JWKSet keys) {
        try {
            JWTClaimsSet claims = processor(nonce, keys).process(token, null);
            requireOurs(claims);
            return person(claims);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw OidcFailure.refused(
                    "the ID token does not hold: " + e.getClass().getSimpleName());
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(String nonce, JWKSet keys) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        DefaultJWTClaimsVerifier<SecurityContext> rules = new DefaultJWTClaimsVerifier<>(
                clientId,
                new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", nonce).build(),
                Set.of("sub", "iat", "exp"));
        rules.setMaxClockSkew((int) LEEWAY_SECONDS);
        processor.setJWTClaimsSetVerifier(rules);
        return processor;
    }

    /** What OpenID Connect asks beyond a signed token. */
    private void requireOurs(JWTClaimsSet claims) throws ParseException {
        List<String> audience = claims.getAudience();
        String party = claims.getStringClaim("azp");
        Date issued = claims.getIssueTime();
        if ((audience.size() > 1 && party == null)
                || (party != null && !party.equals(clientId))
                || issued.toInstant().isAfter(Instant.now().plusSeconds(LEEWAY_SECONDS))) {
            throw OidcFailure.refused("the ID token is not for us, or from the future");
        }
    }

    private OidcPerson person(JWTClaimsSet claims) throws ParseException {
        String subject = claims.getSubject();
        if (subject.isBlank() || subject.length() > MAX_SUBJECT) {
            throw OidcFailure.refused("the ID token names nobody");
        }
        String name = claims.getStringClaim("name");
        return new OidcPerson(issuer, subject, name == null ? "" : cut(name), email(claims));
    }

    private static @Nullable String email(JWTClaimsSet claims) throws ParseException {
        String email = claims.getStringClaim("email");
        return email != null
                        && email.length() <= MAX_EMAIL
                        && Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))
                ? email
                : null;
    }

    private static String cut(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() <= MAX_NAME ? clean : clean.substring(0, MAX_NAME).strip();
    }
}
