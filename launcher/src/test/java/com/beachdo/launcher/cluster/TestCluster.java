package com.beachdo.launcher.cluster;

import com.beachdo.embedded.TestServices;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several nodes on one database, one Redis and one store, and the mails they send. */
final class TestCluster implements AutoCloseable {
    static final String ADMIN = "admin@beachdo.example";
    static final String ADMIN_PASSWORD = "chai-at-the-beach";

    private final Map<String, String> common = new HashMap<>();
    private final Map<String, TestNode> nodes = new LinkedHashMap<>();
    private final List<Map<String, String>> ports = new ArrayList<>();
    private final HttpServer mails;

    /** @param size how many nodes there will be; they know each other's ports beforehand */
    TestCluster(int size, Map<String, String> settings) {
        common.putAll(TestServices.environment());
        common.put("BEACHDO_BIND", "127.0.0.1");
        common.put("BEACHDO_ADMIN_EMAIL", ADMIN);
        common.put("BEACHDO_ADMIN_PASSWORD", ADMIN_PASSWORD);
        common.put("BEACHDO_BCRYPT_COST", "4");
        common.put("BEACHDO_RATE_LIMIT_SCALE", "100000");
        common.put("BEACHDO_DATABASE_POOL_SIZE", "2");
        common.put("BEACHDO_DRAIN_SECONDS", "2");
        // the nodes share the processors of one machine, and those that start take them from those that serve
        common.put("BEACHDO_CALL_TIMEOUT_MS", "10000");
        common.put("BEACHDO_LOG_FORMAT", "text");
        List<String> members = new ArrayList<>();
        for (int node = 0; node < size; node++) {
            ports.add(freePorts());
            members.add("127.0.0.1:" + ports.get(node).get("BEACHDO_CLUSTER_PORT"));
        }
        common.put("BEACHDO_PUBLIC_URL", "http://127.0.0.1:" + ports.get(0).get("BEACHDO_HTTP_PORT"));
        common.put("BEACHDO_STAFF_SECOND_FACTOR", "off");
        common.put("BEACHDO_CLUSTER_MEMBERS", String.join(",", members));
        common.putAll(settings);
        mails = serveMails();
    }

    TestNode add(String name, String roles) {
        return add(name, settings(roles), "127.0.0.1", List.of());
    }

    /** A node with settings of its own making. */
    TestNode add(String name, Map<String, String> settings, String host, List<String> prefix) {
        TestNode node = new TestNode(name, settings, host, prefix);
        nodes.put(name, node);
        return node;
    }

    /** Those of the next node, unless it changes them. */
    Map<String, String> settings(String roles) {
        Map<String, String> settings = new HashMap<>(common);
        settings.putAll(ports.get(Math.min(nodes.size(), ports.size() - 1)));
        settings.put("BEACHDO_ROLES", roles);
        return settings;
    }

    /** One of every node's ports, in the order they are added. */
    List<String> ports(String variable) {
        return ports.stream().map(own -> String.valueOf(own.get(variable))).toList();
    }

    /** Starts all at once and waits for all. */
    void start() {
        nodes.values().forEach(TestNode::start);
        nodes.values().forEach(TestNode::awaitReady);
    }

    /** Where {@code /dev/messages} is. */
    URI mails() {
        return URI.create("http://127.0.0.1:" + mails.getAddress().getPort());
    }

    @Override
    public void close() {
        nodes.values().forEach(TestNode::kill);
        mails.stop(0);
    }

    private static HttpServer serveMails() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/dev/messages", exchange -> {
                String query = String.valueOf(exchange.getRequestURI().getRawQuery());
                String to = URLDecoder.decode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8);
                JsonArray found = new JsonArray();
                TestServices.all()
                        .messages(to)
                        .forEach(message -> found.add(new JsonObject().put("text", message.text())));
                byte[] body = found.encode().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> freePorts() {
        Map<String, String> ports = new HashMap<>();
        for (String variable : List.of(
                "BEACHDO_HTTP_PORT",
                "BEACHDO_MANAGEMENT_PORT",
                "BEACHDO_GRPC_PORT",
                "BEACHDO_CLUSTER_PORT",
                "BEACHDO_CLUSTER_BUS_PORT")) {
            ports.put(variable, Integer.toString(TestServices.freePort()));
        }
        return ports;
    }
}
