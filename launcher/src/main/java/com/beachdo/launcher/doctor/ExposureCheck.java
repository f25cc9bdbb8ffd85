package com.beachdo.launcher.doctor;

import com.beachdo.platform.config.Env;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings that are right on a developer's machine and wrong where strangers connect. */
final class ExposureCheck {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int SHORT_SECRET = 24;
    private static final int WEAK_HASH = 10;

    private final Env env;
    private final Findings findings;

    ExposureCheck(Env env, Findings findings) {
        this.env = env;
        this.findings = findings;
    }

    void run() {
        addresses();
        secrets();
        staff();
        limits();
        cluster();
    }

    private void addresses() {
        URI api = uri("BEACHDO_PUBLIC_URL");
        if (api == null || isLoopback(api)) {
            findings.warn(
                    "BEACHDO_PUBLIC_URL",
                    "is an address of this machine",
                    "name the https:// address that clients use; tokens and links carry it");
        }
        for (String variable : List.of(
                "BEACHDO_PUBLIC_URL", "BEACHDO_FRONTEND_URL", "BEACHDO_MEDIA_URL", "BEACHDO_S3_PUBLIC_ENDPOINT")) {
            URI uri = uri(variable);
            if (uri != null && "http".equals(uri.getScheme()) && !isLoopback(uri)) {
                findings.problem(
                        variable,
                        "goes over the open network in the clear",
                        "end TLS before it and name its https:// address");
            }
        }
        for (String origin : env.list("BEACHDO_CORS_ORIGINS")) {
            if (origin.contains("*")) {
                findings.problem(
                        "BEACHDO_CORS_ORIGINS",
                        "lets pages of every origin call the API",
                        "name the origins of your front ends, each in full");
            } else if (origin.startsWith("http://") && !LOOPBACK.contains(hostOf(origin))) {
                findings.warn("BEACHDO_CORS_ORIGINS", origin + " is not https", "serve the front end by TLS");
            }
        }
        encrypted("BEACHDO_DATABASE_URL", "sslmode=verify-full", "add ?sslmode=verify-full&sslrootcert=FILE");
        encrypted("BEACHDO_REDIS_URL", "rediss://", "use rediss://");
    }

    /** To another machine without TLS: right on a private network, wrong anywhere else. */
    private void encrypted(String variable, String sign, String remedy) {
        URI uri = uri(variable);
        if (uri != null && !isLoopback(uri) && !uri.toString().contains(sign)) {
            findings.warn(variable, "is spoken to without TLS", remedy + ", unless nobody else is on that network");
        }
    }

    private void secrets() {
        String key = env.optional("BEACHDO_SECRET_KEY");
        if (key != null && isText(key)) {
            findings.problem(
                    "BEACHDO_SECRET_KEY",
                    "is a text somebody wrote, not random bytes",
                    "make one with: openssl rand -base64 32");
        }
        for (String variable : List.of("BEACHDO_SERVICE_TOKEN", "BEACHDO_ADMIN_PASSWORD")) {
            String secret = env.optional(variable);
            int least = variable.endsWith("TOKEN") ? SHORT_SECRET : 12;
            if (secret != null && (secret.startsWith("development-only") || secret.equals("chai-at-the-beach"))) {
                findings.problem(
                        variable, "is a value that everybody can read", "make one with: openssl rand -base64 32");
            } else if (secret != null && secret.length() < least) {
                findings.problem(
                        variable, "is shorter than " + least + " characters", "make one with: openssl rand -base64 32");
            }
        }
    }

    /** Thirty-two random bytes are all printable letters once in 10^13 times. */
    private static boolean isText(String key) {
        try {
            for (byte one : Base64.getDecoder().decode(key)) {
                if (one < ' ' || one > '~') {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private void staff() {
        if (isOff("BEACHDO_STAFF_SECOND_FACTOR")) {
            findings.problem(
                    "BEACHDO_STAFF_SECOND_FACTOR", "is off: a stolen password of staff is enough", "leave it unset");
        }
        if (isOff("BEACHDO_KYC_CONFIRM")) {
            findings.warn(
                    "BEACHDO_KYC_CONFIRM", "is off: somebody can prove their identity for another", "leave it unset");
        }
        String reflection = env.optional("BEACHDO_GRPC_REFLECTION");
        if (reflection != null && !isOff("BEACHDO_GRPC_REFLECTION")) {
            findings.warn("BEACHDO_GRPC_REFLECTION", "is on: the gRPC port describes itself", "leave it unset");
        }
    }

    private boolean isOff(String variable) {
        String value = env.optional(variable);
        return value != null && Set.of("false", "no", "off", "0").contains(value.toLowerCase(java.util.Locale.ROOT));
    }

    private void limits() {
        if (number("BEACHDO_RATE_LIMIT_SCALE", 1) > 1) {
            findings.warn("BEACHDO_RATE_LIMIT_SCALE", "is above 1: limits on clients are loosened", "leave it unset");
        }
        if (number("BEACHDO_BCRYPT_COST", WEAK_HASH) < WEAK_HASH) {
            findings.problem("BEACHDO_BCRYPT_COST", "makes hashes that are quickly guessed", "leave it unset");
        }
        for (String network : env.list("BEACHDO_TRUSTED_PROXIES")) {
            if (network.endsWith("/0")) {
                findings.problem(
                        "BEACHDO_TRUSTED_PROXIES",
                        "believes everybody's X-Forwarded-For, so that limits on clients hold for nobody",
                        "name the networks of your proxies");
            }
        }
    }

    private double number(String variable, double otherwise) {
        try {
            String value = env.optional(variable);
            return value == null ? otherwise : Double.parseDouble(value);
        } catch (NumberFormatException toldElsewhere) {
            return otherwise;
        }
    }

    private void cluster() {
        boolean others = env.list("BEACHDO_CLUSTER_MEMBERS").stream()
                .anyMatch(member -> !LOOPBACK.contains(hostOf("tcp://" + member)));
        if ((others || env.optional("BEACHDO_CLUSTER_KUBERNETES_DNS") != null)
                && LOOPBACK.contains(env.string("BEACHDO_CLUSTER_HOST", "127.0.0.1"))) {
            findings.problem(
                    "BEACHDO_CLUSTER_HOST",
                    "is an address that other nodes can't reach",
                    "name the IP address of this node on the network of the cluster");
        }
    }

    private @Nullable URI uri(String variable) {
        String value = env.optional(variable);
        try {
            return value == null ? null : new URI(value);
        } catch (URISyntaxException toldElsewhere) {
            return null;
        }
    }

    private static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.contains(uri.getHost());
    }

    private static String hostOf(String origin) {
        try {
            return String.valueOf(new URI(origin).getHost());
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
