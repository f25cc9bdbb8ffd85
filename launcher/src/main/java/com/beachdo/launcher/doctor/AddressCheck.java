package com.beachdo.launcher.doctor;

import com.beachdo.platform.config.Env;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocketFactory;

/** Whether something answers at the addresses of mail, SMS and the other providers. */
final class AddressCheck {
    private static final int PATIENCE_MILLIS = 3_000;

    private final Env env;
    private final Findings findings;

    AddressCheck(Env env, Findings findings) {
        this.env = env;
        this.findings = findings;
    }

    /** A mail server greets whoever connects. */
    void mail(String variable) {
        URI url = env.uri(variable, "smtp", "smtps");
        boolean tls = "smtps".equals(url.getScheme());
        try (Socket socket = connect(url, tls ? 465 : 25, tls);
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            String greeting = String.valueOf(answer.readLine());
            if (!greeting.startsWith("220")) {
                findings.problem(variable, "what answers there is no mail server", "check the port, smtp or smtps");
            } else {
                findings.ok("mail", url.getHost() + " answers");
            }
        } catch (IOException e) {
            findings.problem(
                    variable,
                    "nothing answers there: mails are not sent, and nobody can verify an address",
                    "check host and port, smtp:// or smtps://; many hosts forbid port 25, then use 465 or 587");
        }
    }

    void reachable(String variable, String consequence) {
        URI url = env.uri(variable, "http", "https");
        boolean tls = "https".equals(url.getScheme());
        try (Socket socket = connect(url, tls ? 443 : 80, tls)) {
            findings.ok(variable, url.getHost() + " answers at " + socket.getPort());
        } catch (IOException e) {
            findings.problem(
                    variable,
                    "nothing answers there: " + consequence,
                    "check the address, and that a firewall lets this machine out");
        }
    }

    private static Socket connect(URI url, int otherwise, boolean tls) throws IOException {
        int port = url.getPort() < 0 ? otherwise : url.getPort();
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(url.getHost(), port), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            if (!tls) {
                return plain;
            }
            javax.net.ssl.SSLSocket secured = (javax.net.ssl.SSLSocket)
                    ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, url.getHost(), port, true);
            secured.startHandshake();
            return secured;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }
}
