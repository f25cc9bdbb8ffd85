package com.beachdo.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A CORS preflight, sent over a plain socket because Java's HTTP clients do not let one set Origin. */
record Preflight(int status, String allowedOrigin, String allowedMethods) {
    static Preflight ask(URI uri, String origin, String method) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            String request =
                    """
                    OPTIONS %s HTTP/1.1
                    Host: %s
                    Origin: %s
                    Access-Control-Request-Method: %s
                    Access-Control-Request-Headers: content-type
                    Connection: close

                    """
                            .formatted(uri.getPath(), uri.getAuthority(), origin, method)
                            .replace("\n", "\r\n");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return read(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)));
        }
    }

    private static Preflight read(BufferedReader in) throws IOException {
        int status = Integer.parseInt(in.readLine().split(" ")[1]);
        Map<String, String> headers = new HashMap<>();
        String line;
        while ((line = in.readLine()) != null && !line.isEmpty()) {
            String[] header = line.split(": ", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header.length == 2 ? header[1] : "");
        }
        return new Preflight(
                status,
                headers.getOrDefault("access-control-allow-origin", ""),
                headers.getOrDefault("access-control-allow-methods", ""));
    }
}
