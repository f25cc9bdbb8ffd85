package com.beachdo.launcher;

import com.beachdo.embedded.CaughtMessage;
import com.beachdo.embedded.EmbeddedServices;
import com.beachdo.platform.health.Health;
import com.beachdo.platform.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What operators ask a process: is it alive, is it ready, how is it doing, what is it. Never public. */
final class ManagementPort {
    private final Vertx vertx;
    private final LaunchConfig config;
    private final Health health;
    private final Telemetry metrics;
    private final @Nullable ClusterWatch cluster;
    private final @Nullable EmbeddedServices embedded;

    ManagementPort(
            Vertx vertx,
            LaunchConfig config,
            Health health,
            Telemetry metrics,
            @Nullable ClusterWatch cluster,
            @Nullable EmbeddedServices embedded) {
        this.vertx = vertx;
        this.config = config;
        this.health = health;
        this.metrics = metrics;
        this.cluster = cluster;
        this.embedded = embedded;
    }

    Future<HttpServer> listen() {
        Router router = Router.router(vertx);
        router.get("/health/live").handler(context -> json(context, 200, new JsonObject().put("status", "UP")));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(this::metrics);
        router.get("/info").handler(context -> json(context, 200, info()));
        EmbeddedServices services = embedded;
        if (services != null) {
            router.get("/dev/messages").handler(context -> messages(context, services));
        }
        router.errorHandler(404, context -> json(context, 404, new JsonObject().put("title", "Not Found")));
        return vertx.createHttpServer(new HttpServerOptions()
                        .setHost(config.bind())
                        .setPort(config.managementPort())
                        .setIdleTimeout(30)
                        .setHttp2ClearTextEnabled(false))
                .requestHandler(router)
                .listen();
    }

    private JsonObject info() {
        JsonObject info = Build.info(config);
        return cluster == null ? info : info.put("cluster", cluster.info());
    }

    private void ready(RoutingContext context) {
        health.checks().checkStatus().onComplete(done -> {
            CheckResult result = done.result();
            boolean up = done.succeeded() && CheckResult.isUp(result);
            json(context, up ? 200 : 503, describe(result, up));
        });
    }

    private static JsonObject describe(@Nullable CheckResult result, boolean up) {
        JsonObject body = new JsonObject().put("status", up ? "UP" : "DOWN");
        if (result != null && result.getChecks() != null) {
            JsonObject checks = new JsonObject();
            for (CheckResult check : result.getChecks()) {
                JsonObject one = new JsonObject().put("status", CheckResult.isUp(check) ? "UP" : "DOWN");
                if (check.getData() != null) {
                    one.mergeIn(check.getData());
                }
                checks.put(check.getId(), one);
            }
            body.put("checks", checks);
        }
        return body;
    }

    private void metrics(RoutingContext context) {
        Future<Void> unused = context.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(metrics.scrape());
    }

    private static void messages(RoutingContext context, EmbeddedServices services) {
        JsonArray found = new JsonArray();
        for (CaughtMessage message : services.messages(context.request().getParam("to"))) {
            found.add(new JsonObject()
                    .put("channel", message.channel())
                    .put("to", message.to())
                    .put("subject", message.subject())
                    .put("text", message.text())
                    .put("sentAt", message.sentAt().toString()));
        }
        Future<Void> unused = context.response()
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(found.toBuffer());
    }

    private static void json(RoutingContext context, int status, JsonObject body) {
        Future<Void> unused = context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }
}
