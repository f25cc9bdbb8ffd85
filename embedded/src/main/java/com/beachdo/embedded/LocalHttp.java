package com.beachdo.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small HTTP server that only this machine can reach. */
final class LocalHttp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalHttp.class);
    private static final int THREADS = 8;
    private static final int IDLE_SECONDS = 30;
    private static final int BODY_LIMIT = 64 << 10;

    private final HttpServer server;
    private final ExecutorService threads;

    private LocalHttp(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static LocalHttp start(int port, HttpHandler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ExecutorService threads = threads();
            server.setExecutor(threads);
            server.createContext("/", exchange -> guarded(handler, exchange));
            server.start();
            return new LocalHttp(server, threads);
        } catch (BindException e) {
            throw new PortTakenException("Port " + port + " is taken");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "embedded-http");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static void guarded(HttpHandler handler, HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            answer(handler, exchange);
        }
    }

    private static void answer(HttpHandler handler, HttpExchange exchange) throws IOException {
        try {
            handler.handle(exchange);
        } catch (RuntimeException e) {
            LOG.error("A stand-in failed", e);
            exchange.sendResponseHeaders(500, -1);
        }
    }

    static void respond(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** The body, cut off where no honest request is as long. */
    static String body(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            return new String(in.readNBytes(BODY_LIMIT), StandardCharsets.UTF_8);
        }
    }

    static boolean same(String secret, String given) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
