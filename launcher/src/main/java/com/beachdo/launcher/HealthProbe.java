package com.beachdo.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the process on this machine whether it is ready: the health check of a container, which has no curl. */
final class HealthProbe {
    private static final int TIMEOUT_MILLIS = 3_000;

    private HealthProbe() {}

    static void require(Function<String, @Nullable String> environment) {
        LaunchConfig config = LaunchConfig.from(environment);
        String host = config.bind().equals("0.0.0.0") ? "127.0.0.1" : config.bind();
        URI ready = URI.create("http://" + host + ":" + config.managementPort() + "/health/ready");
        try {
            HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            int status = connection.getResponseCode();
            connection.disconnect();
            if (status != 200) {
                throw new StartException(ready + " answered " + status);
            }
        } catch (IOException e) {
            throw new StartException("No answer from " + ready);
        }
    }
}
