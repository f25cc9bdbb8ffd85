package com.beachdo.edge.http;

import java.util.Set;

/**
 * Where and how the port is opened.
 *
 * @param corsOrigins origins whose pages may call the API, exactly as browsers send them
 * @param clientAddress finds the client behind the proxies that are trusted
 * @param http2ClearText whether HTTP/2 is spoken without TLS, for a proxy that wants it
 */
public record HttpSettings(
        String bind,
        int port,
        Set<String> corsOrigins,
        ClientAddress clientAddress,
        HttpLimits limits,
        boolean http2ClearText) {}
