package com.beachdo.catalog.pictures;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An object store that holds one upload and can be told to fail, or to wait. */
final class FakeStore implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final byte[] upload;
    private final Set<String> stored = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private volatile int getStatus = 200;

    FakeStore(byte[] upload) {
        this.upload = upload;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    PicturesConfig in(PicturesConfig config) {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new PicturesConfig(
                endpoint,
                endpoint,
                config.region(),
                config.accessKey(),
                config.secretKey(),
                config.stagingBucket(),
                config.mediaBucket(),
                config.privateBucket(),
                config.mediaUrl(),
                config.purge());
    }

    /** From now on it cannot give the upload away. */
    void breakReading() {
        getStatus = 500;
        mayAnswer.countDown();
    }

    /** Until somebody wants to read the upload; nobody can, before {@link #letRead}. */
    void awaitReader() throws InterruptedException {
        boolean unused = asked.await(20, TimeUnit.SECONDS);
    }

    void letRead() {
        mayAnswer.countDown();
    }

    Set<String> stored() {
        return stored;
    }

    Set<String> deleted() {
        return deleted;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod()) {
                case "HEAD" -> {
                    exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
                    exchange.getResponseHeaders().set("Content-Length", Integer.toString(upload.length));
                    exchange.sendResponseHeaders(200, -1);
                }
                case "GET" -> read(exchange);
                case "PUT" -> {
                    if (body.length > 0) {
                        stored.add(path);
                    }
                    exchange.sendResponseHeaders(200, -1);
                }
                case "DELETE" -> {
                    deleted.add(path);
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> exchange.sendResponseHeaders(405, -1);
            }
        }
    }

    private void read(HttpExchange exchange) throws IOException {
        asked.countDown();
        try {
            boolean unused = mayAnswer.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
        exchange.sendResponseHeaders(getStatus, getStatus == 200 ? upload.length : -1);
        if (getStatus == 200) {
            exchange.getResponseBody().write(upload);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
