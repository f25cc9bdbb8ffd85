package com.beachdo.platform.events;

import com.beachdo.platform.testing.TestSystem;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A process that is a consumer of its own, made to be killed. */
final class ConsumerProcess {
    private ConsumerProcess() {}

    public static void main(String[] arguments) throws IOException {
        TestSystem system = TestSystem.create(
                arguments[0], "redis://127.0.0.1", Carrier.kafka(arguments[1], arguments[2]), "catalog");
        system.deploy(ProbeDomain.consumer("catalog", system.config(), (tx, event) -> system.vertx()
                .timer(5, TimeUnit.MILLISECONDS)
                .mapEmpty()));
        // until it is killed, or whoever started it is gone
        while (System.in.read() >= 0) {}
        System.exit(1);
    }

    static Process start(String databaseUrl, String servers, String prefix) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConsumerProcess.class.getName(),
                        databaseUrl,
                        servers,
                        prefix)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
