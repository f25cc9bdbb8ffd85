package com.beachdo.launcher.doctor;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import com.beachdo.platform.config.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether settings have names that there are and values that they may have, and whether files they name are good. */
public final class SettingsCheck {
    private static final Duration SOON = Duration.ofDays(14);

    private final Env env;
    private final Findings findings;

    public SettingsCheck(Env env, Findings findings) {
        this.env = env;
        this.findings = findings;
    }

    /** Names that look like ours and are not read by anything are mostly misspelt. */
    public void names(Collection<String> variables) {
        for (String variable : variables) {
            if (!Setting.isKnown(variable)) {
                findings.problem(variable, "there is no such setting", "perhaps " + nearest(variable) + " is meant");
            }
        }
    }

    private static String nearest(String variable) {
        String nearest = "";
        int best = Integer.MAX_VALUE;
        for (Setting setting : Setting.all()) {
            int distance = distance(variable, setting.name());
            if (distance < best) {
                best = distance;
                nearest = setting.name();
            }
        }
        return nearest;
    }

    /** How many letters must be changed, put in or left out to get from one to the other. */
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[to.length()];
    }

    /** Each reads a part of the settings as the start does; every part can tell one mistake at a time. */
    public void values(List<Runnable> readers) {
        Set<String> told = new HashSet<>();
        for (Runnable reader : readers) {
            try {
                reader.run();
            } catch (ConfigException e) {
                String message = String.valueOf(e.getMessage());
                if (told.add(message)) {
                    refused(message);
                }
            }
        }
        if (told.isEmpty()) {
            findings.ok("settings", "can all be read");
        }
    }

    private void refused(String message) {
        String variable = message.substring(0, Math.max(0, message.indexOf(' ')));
        String remedy = Setting.all().stream()
                .filter(setting -> setting.name().equals(variable))
                .map(setting -> "it is " + setting.what() + "; it takes: " + setting.values())
                .findFirst()
                .orElse("see docs/configuration.md");
        findings.problem(variable, message.substring(variable.length()).strip(), remedy);
    }

    /** Files that settings name are there, and certificates in them are valid now and for a while. */
    public void files(Clock clock) {
        for (Setting setting : Setting.all()) {
            String path = env.optional(setting.name());
            if (path != null && setting.values().startsWith("PEM file")) {
                file(setting.name(), Path.of(path), clock.instant());
            }
        }
    }

    private void file(String variable, Path path, Instant now) {
        if (!Files.isReadable(path)) {
            findings.problem(
                    variable, "names a file that can't be read", "put a PEM file there, readable by this user");
            return;
        }
        try (InputStream pem = Files.newInputStream(path)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                validity(variable, (X509Certificate) one, now);
            }
        } catch (IOException | CertificateException keyAlone) {
            // a file of a private key holds no certificate
        }
    }

    private void validity(String variable, X509Certificate certificate, Instant now) {
        String name = certificate.getSubjectX500Principal().getName();
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(now)) {
            findings.problem(variable, "the certificate of " + name + " ended on " + end, "renew it");
        } else if (certificate.getNotBefore().toInstant().isAfter(now)) {
            findings.problem(
                    variable,
                    "the certificate of " + name + " is not valid yet",
                    "set this machine's clock, or wait for "
                            + certificate.getNotBefore().toInstant());
        } else if (end.isBefore(now.plus(SOON))) {
            findings.warn(variable, "the certificate of " + name + " ends on " + end, "renew it");
        }
    }

    /** Where embedded services would keep their data. */
    public void folder(Path dataDir) {
        try {
            Path probe = Files.createTempFile(Files.createDirectories(dataDir), "doctor", "");
            Files.delete(probe);
            findings.ok("BEACHDO_DATA_DIR", dataDir + " can be written");
        } catch (IOException e) {
            findings.problem(
                    "BEACHDO_DATA_DIR",
                    dataDir + " can't be written",
                    "name another folder, or let this user write there");
        }
    }
}
