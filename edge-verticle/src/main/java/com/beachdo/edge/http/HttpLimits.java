package com.beachdo.edge.http;

/**
 * How much and how slowly a client may send.
 *
 * @param idleSeconds without any traffic, after which a connection is closed
 * @param requestSeconds in which a new connection must have sent a request, and any request its whole body
 * @param pingSeconds without a frame from the client, after which a socket is closed
 */
public record HttpLimits(
        int maxBodyBytes, int maxUriBytes, int maxHeaderBytes, int idleSeconds, int requestSeconds, int pingSeconds) {}
