package com.beachdo.launcher;

import com.beachdo.platform.health.Health;
import com.beachdo.platform.rpc.BusChannel;
import com.beachdo.platform.rpc.GrpcFront;
import com.beachdo.platform.rpc.Rpc;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.health.HealthService;
import io.vertx.grpc.reflection.ReflectionService;
import io.vertx.grpc.server.GrpcServer;
import java.util.List;

/** The contracts for internal tools over gRPC: authenticated, with health, described when that is switched on. */
final class GrpcPort {
    /** Imports come a thousand listings at a time. */
    private static final long MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    private GrpcPort() {}

    static Future<HttpServer> listen(
            Vertx vertx,
            LaunchConfig config,
            List<Class<?>> contracts,
            ToolAuthenticator authenticator,
            Health health,
            long callTimeoutMillis) {
        GrpcServer server = GrpcServer.server(vertx, GrpcFront.serverOptions().setMaxMessageSize(MAX_MESSAGE_BYTES));
        GrpcFront front = new GrpcFront(new BusChannel(vertx, callTimeoutMillis), authenticator::authenticate);
        HealthService healthService = HealthService.create(vertx);
        for (Class<?> contract : contracts) {
            Rpc<?> rpc = Rpc.of(contract);
            server.addService(front.service(rpc));
            healthService.register(ServiceName.create(rpc.service()), () -> serving(health));
        }
        healthService.register("", () -> serving(health));
        server.addService(healthService);
        if (config.grpcReflection()) {
            server.addService(ReflectionService.v1());
        }
        return vertx.createHttpServer(options(config)).requestHandler(server).listen();
    }

    private static HttpServerOptions options(LaunchConfig config) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.bind())
                .setPort(config.grpcPort())
                .setIdleTimeout(300);
        TlsFiles tls = config.grpcTls();
        if (tls != null) {
            options.setSsl(true)
                    .setUseAlpn(true)
                    .setKeyCertOptions(tls.identity())
                    .setEnabledSecureTransportProtocols(TlsFiles.PROTOCOLS);
            if (tls.ca() != null) {
                options.setClientAuth(ClientAuth.REQUIRED).setTrustOptions(tls.trust());
            }
        }
        return options;
    }

    private static Future<Boolean> serving(Health health) {
        return health.checks().checkStatus().map(result -> io.vertx.ext.healthchecks.CheckResult.isUp(result));
    }
}
