package com.beachdo.launcher;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a port says it is, and whom it believes: paths of PEM files.
 *
 * @param ca certificates of the authorities whose peers are let in; null asks peers for no certificate
 * @param cert the port's own certificate, with what leads to the authority
 * @param key its private key, PKCS#8
 */
record TlsFiles(@Nullable String ca, String cert, String key) {
    /** Nothing older. */
    static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");

    /** The files that {@code <prefix>_CA}, {@code _CERT} and {@code _KEY} name; null when none is set. */
    static @Nullable TlsFiles from(Env env, String prefix, boolean needsCa) {
        String ca = file(env, prefix + "_CA");
        String cert = file(env, prefix + "_CERT");
        String key = file(env, prefix + "_KEY");
        if (ca == null && cert == null && key == null) {
            return null;
        }
        if (ca == null && needsCa) {
            throw new ConfigException(prefix + "_CA", "is not set, but other files of its kind are");
        }
        return new TlsFiles(ca, required(prefix + "_CERT", cert), required(prefix + "_KEY", key));
    }

    PemKeyCertOptions identity() {
        return new PemKeyCertOptions().setCertPath(cert).setKeyPath(key);
    }

    PemTrustOptions trust() {
        return new PemTrustOptions().addCertPath(Objects.requireNonNull(ca));
    }

    private static String required(String variable, @Nullable String value) {
        if (value == null) {
            throw new ConfigException(variable, "is not set, but other files of its kind are");
        }
        return value;
    }

    private static @Nullable String file(Env env, String variable) {
        String path = env.optional(variable);
        if (path != null && !Files.isReadable(Path.of(path))) {
            throw new ConfigException(variable, "names a file that can't be read");
        }
        return path;
    }
}
