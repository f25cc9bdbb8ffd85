package com.beachdo.platform.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** An authority and one certificate of it, made for one test run and thrown away with it. */
public final class TestCertificates {
    private static final String PASSWORD = "only-for-tests";

    private final Path folder;

    private TestCertificates(Path folder) {
        this.folder = folder;
    }

    public static TestCertificates make(String name) {
        return make(name, "ip:127.0.0.1");
    }

    /** @param subject whom the certificate is for, as {@code keytool} writes it: {@code dns:…} or {@code ip:…} */
    public static TestCertificates make(String name, String subject) {
        try {
            Path folder = Files.createTempDirectory("beachdo-tls-" + name);
            Path store = folder.resolve("keys.p12");
            keytool(store, "-alias", "ca", "-dname", "CN=" + name + " authority", "-ext", "bc:c");
            keytool(
                    store,
                    "-alias",
                    "node",
                    "-dname",
                    "CN=" + name + " node",
                    "-signer",
                    "ca",
                    "-ext",
                    "san=" + subject);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            write(
                    folder.resolve("ca.pem"),
                    "CERTIFICATE",
                    keys.getCertificate("ca").getEncoded());
            write(folder.resolve("cert.pem"), "CERTIFICATE", keys.getCertificateChain("node"));
            write(
                    folder.resolve("key.pem"),
                    "PRIVATE KEY",
                    keys.getKey("node", PASSWORD.toCharArray()).getEncoded());
            Path unused = Files.writeString(
                    folder.resolve("both.pem"),
                    Files.readString(folder.resolve("key.pem")) + Files.readString(folder.resolve("cert.pem")));
            return new TestCertificates(folder);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String ca() {
        return folder.resolve("ca.pem").toString();
    }

    public String cert() {
        return folder.resolve("cert.pem").toString();
    }

    public String key() {
        return folder.resolve("key.pem").toString();
    }

    /** Key and certificates in one file, as Kafka reads them. */
    public String keyAndCert() {
        return folder.resolve("both.pem").toString();
    }

    /** The settings of a port that are named after it. */
    public Map<String, String> settings(String prefix) {
        return Map.of(prefix + "_CA", ca(), prefix + "_CERT", cert(), prefix + "_KEY", key());
    }

    private static void keytool(Path store, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(said);
        }
    }

    private static void write(Path file, String kind, Certificate[] chain)
            throws IOException, GeneralSecurityException {
        StringBuilder text = new StringBuilder();
        for (Certificate one : chain) {
            text.append(pem(kind, one.getEncoded()));
        }
        Path unused = Files.writeString(file, text);
    }

    private static void write(Path file, String kind, byte[] encoded) throws IOException {
        Path unused = Files.writeString(file, pem(kind, encoded));
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END " + kind + "-----\n";
    }
}
