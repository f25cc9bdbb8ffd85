package com.beachdo.launcher;

import com.beachdo.platform.config.Env;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Beachdo can't start; the message says why in one sentence, for people. */
final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartException(String message) {
        super(message);
    }

    /** Finds a taken port before anything is started. */
    static void requireFreePorts(Function<String, @Nullable String> environment) {
        Env env = new Env(environment::apply);
        LaunchConfig config = LaunchConfig.from(environment);
        if (config.roles().contains(Role.EDGE)) {
            requireFree("BEACHDO_HTTP_PORT", env.port("BEACHDO_HTTP_PORT", 8080), config.bind());
        }
        requireFree("BEACHDO_MANAGEMENT_PORT", config.managementPort(), config.bind());
        requireFree("BEACHDO_GRPC_PORT", config.grpcPort(), config.bind());
        ClusterConfig cluster = config.cluster();
        if (cluster != null) {
            requireFree("BEACHDO_CLUSTER_PORT", cluster.port(), cluster.host());
            requireFree("BEACHDO_CLUSTER_BUS_PORT", cluster.busPort(), cluster.host());
        }
    }

    private static void requireFree(String variable, int port, String bind) {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
        } catch (IOException e) {
            throw new StartException("Port " + port + " on " + bind + " is taken or not allowed; set " + variable
                    + " to another one, or stop what listens there.");
        }
    }
}
