package com.beachdo.launcher;

import java.time.Duration;

/** What a developer wants to know once it runs. */
final class Banner {
    private Banner() {}

    static String of(BeachdoProcess process, boolean embedded, boolean demo, Duration start) {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%nBeachdo is ready after %.1f s.%n%n", start.toMillis() / 1000.0));
        if (process.httpPort() > 0) {
            line(text, "API", "http://127.0.0.1:" + process.httpPort() + "/v1");
            line(text, "Docs", "http://127.0.0.1:" + process.httpPort() + "/docs");
            line(text, "Back office", "http://127.0.0.1:" + process.httpPort() + "/admin");
        }
        line(text, "gRPC", "127.0.0.1:" + process.grpcPort());
        line(text, "Management", "http://127.0.0.1:" + process.managementPort() + "/health/ready");
        if (embedded) {
            line(text, "Mails, SMS", "http://127.0.0.1:" + process.managementPort() + "/dev/messages");
            text.append(String.format("%n  Demo accounts (this machine only)%n"));
            line(
                    text,
                    "Admin",
                    process.setting("BEACHDO_ADMIN_EMAIL") == null
                            ? "as BEACHDO_ADMIN_EMAIL says"
                            : EmbeddedDefaults.ADMIN_EMAIL + "  " + EmbeddedDefaults.ADMIN_PASSWORD);
            if ("off".equals(process.setting("BEACHDO_STAFF_SECOND_FACTOR"))) {
                line(text, "", "staff need no second factor here: BEACHDO_STAFF_SECOND_FACTOR is off");
            }
            if (demo) {
                line(text, "Seller", com.beachdo.launcher.demo.DemoData.SELLER);
                line(text, "Buyer", com.beachdo.launcher.demo.DemoData.BUYER);
            }
            text.append(String.format("%n  See it work:  ./beachdo tour%n"));
        }
        return text.append(String.format("%n")).toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("  %-12s %s%n", name, value));
    }
}
