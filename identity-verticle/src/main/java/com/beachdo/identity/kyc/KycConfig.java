package com.beachdo.identity.kyc;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * What the proof of identity is told.
 *
 * @param provider null when KYC is not offered
 * @param returnUrl where browsers end up with the outcome; null for a page of the front end
 * @param confirm whether whoever started must confirm, signed in, what the browser came back with
 * @param validDays how long a proof is good for when the consent does not end sooner
 */
public record KycConfig(@Nullable Provider provider, @Nullable URI returnUrl, int validDays, boolean confirm) {
    private static final String URL = "BEACHDO_DIGILOCKER_URL";
    private static final String HOSTS = "BEACHDO_DIGILOCKER_HOSTS";
    private static final String REDIRECT = "BEACHDO_DIGILOCKER_REDIRECT_URL";
    private static final String ANCHORS = "BEACHDO_DIGILOCKER_TRUST_ANCHORS";
    private static final String SIGNERS = "BEACHDO_DIGILOCKER_SIGNERS";
    private static final List<String> KNOWN_HOSTS =
            List.of("digilocker.meripehchaan.gov.in", "api.digitallocker.gov.in");
    private static final List<String> KNOWN_SUBJECTS =
            List.of("DS NATIONAL E-GOVERNANCE DIVISION", "DS UIDAI", "DS UNIQUE IDENTIFICATION AUTHORITY OF INDIA");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * How DigiLocker is reached and whom it is believed.
     *
     * @param redirect where it sends browsers back to, exactly as registered; null for this API's callback
     * @param hmacRequired whether a document must come with its keyed hash
     * @param timeoutMillis for one call
     */
    record Provider(
            URI base,
            String clientId,
            String clientSecret,
            @Nullable URI redirect,
            Paths paths,
            boolean hmacRequired,
            int timeoutMillis,
            SignerTrust trust) {
        @Override
        public String toString() {
            return "Provider[base=" + base + "]";
        }
    }

    /** The paths of its calls, under the base. */
    record Paths(String authorize, String token, String user, String aadhaar, String revoke) {}

    @NullUnmarked // javac 17 does not read @Nullable of a type argument from class files: Env could not be called
    public static KycConfig from(Function<String, @Nullable String> source) {
        Env env = new Env(source);
        return new KycConfig(
                env.optional(URL) == null ? null : provider(env),
                optionalUri(env, "BEACHDO_KYC_RETURN_URL"),
                env.integer("BEACHDO_KYC_VALID_DAYS", 365, 1, 3650),
                env.flag("BEACHDO_KYC_CONFIRM", true));
    }

    private static Provider provider(Env env) {
        return new Provider(
                base(env),
                env.required("BEACHDO_DIGILOCKER_CLIENT_ID"),
                env.required("BEACHDO_DIGILOCKER_CLIENT_SECRET"),
                optionalUri(env, REDIRECT),
                new Paths(
                        env.string("BEACHDO_DIGILOCKER_AUTHORIZE_PATH", "/oauth2/1/authorize"),
                        env.string("BEACHDO_DIGILOCKER_TOKEN_PATH", "/oauth2/1/token"),
                        env.string("BEACHDO_DIGILOCKER_USER_PATH", "/oauth2/1/user"),
                        env.string("BEACHDO_DIGILOCKER_AADHAAR_PATH", "/oauth2/3/xml/eaadhaar"),
                        env.string("BEACHDO_DIGILOCKER_REVOKE_PATH", "/oauth2/1/revoke")),
                env.flag("BEACHDO_DIGILOCKER_HMAC_REQUIRED", true),
                env.integer("BEACHDO_DIGILOCKER_TIMEOUT_MS", 3000, 100, 30_000),
                new SignerTrust(
                        certificates(ANCHORS, env.required(ANCHORS)),
                        env.optional(SIGNERS) == null ? List.of() : certificates(SIGNERS, env.required(SIGNERS)),
                        listOr(env, "BEACHDO_DIGILOCKER_SIGNER_SUBJECTS", KNOWN_SUBJECTS)));
    }

    /** A secret goes there and a badge comes of it: only to a host that is allowed, and not in the clear. */
    private static URI base(Env env) {
        URI base = env.uri(URL, "http", "https");
        String host = base.getHost().toLowerCase(Locale.ROOT);
        if (!listOr(env, HOSTS, KNOWN_HOSTS).contains(host)) {
            throw new ConfigException(URL, "names a host that is not among " + HOSTS);
        }
        if (base.getScheme().equals("http") && !LOOPBACK.contains(host)) {
            throw new ConfigException(URL, "must start with https://");
        }
        return base;
    }

    private static List<String> listOr(Env env, String variable, List<String> otherwise) {
        List<String> set = env.list(variable);
        return set.isEmpty() ? otherwise : set;
    }

    private static @Nullable URI optionalUri(Env env, String variable) {
        return env.optional(variable) == null ? null : env.uri(variable, "http", "https");
    }

    private static List<X509Certificate> certificates(String variable, String file) {
        List<X509Certificate> found = new ArrayList<>();
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                found.add((X509Certificate) one);
            }
        } catch (IOException | CertificateException e) {
            throw new ConfigException(variable, "must name a file of PEM certificates");
        }
        if (found.isEmpty()) {
            throw new ConfigException(variable, "names a file without certificates");
        }
        return List.copyOf(found);
    }
}
