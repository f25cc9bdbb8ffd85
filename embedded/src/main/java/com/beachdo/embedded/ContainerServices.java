package com.beachdo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL, Redis, S3 and Kafka in containers, for tests that ask for them with {@code -Dservices=containers}. */
final class ContainerServices implements PartSource {
    private static final String PASSWORD = Secrets.token();
    private static final int POSTGRES_PORT = 5432;
    private static final int REDIS_PORT = 6379;
    private static final int S3_PORT = 9000;

    static boolean answer() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public @Nullable Part open(Kind kind) {
        return switch (kind) {
            case POSTGRES -> postgres();
            case REDIS -> redis();
            case S3 -> s3();
            case KAFKA -> kafka();
            case MAIL, SMS, DIGILOCKER, OIDC, PUSH, CAPTCHA -> null;
        };
    }

    private static Part postgres() {
        GenericContainer<?> container = container("postgres:17-alpine", POSTGRES_PORT)
                .withEnv("POSTGRES_USER", "beachdo")
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withEnv("POSTGRES_INITDB_ARGS", "--lc-collate=C --lc-ctype=C.UTF-8 --encoding=UTF8")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=100")
                // it starts twice: once to make the cluster
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2));
        container.start();
        String url = "postgresql://beachdo:" + PASSWORD + "@" + address(container, POSTGRES_PORT) + "/beachdo";
        return new Running(container, Map.of(Kind.POSTGRES.variable(), url));
    }

    private static Part redis() {
        GenericContainer<?> container = container("redis:7-alpine", REDIS_PORT)
                .withCommand(
                        "redis-server",
                        "--requirepass",
                        PASSWORD,
                        "--databases",
                        Integer.toString(TestServices.REDIS_DATABASES))
                .waitingFor(Wait.forListeningPort());
        container.start();
        String url = "redis://:" + PASSWORD + "@" + address(container, REDIS_PORT);
        return new Running(container, Map.of(Kind.REDIS.variable(), url));
    }

    private static Part s3() {
        GenericContainer<?> container = container("minio/minio:RELEASE.2025-04-22T22-12-26Z", S3_PORT)
                .withEnv("MINIO_ROOT_USER", "beachdo")
                .withEnv("MINIO_ROOT_PASSWORD", PASSWORD)
                .withCommand("server", "/data")
                .waitingFor(Wait.forHttp("/minio/health/ready").forPort(S3_PORT));
        container.start();
        run(container, "mc alias set here http://127.0.0.1:" + S3_PORT + " beachdo " + PASSWORD);
        run(container, "mc mb here/" + S3Server.STAGING + " here/" + S3Server.MEDIA + " here/" + S3Server.PRIVATE);
        run(container, "mc anonymous set download here/" + S3Server.MEDIA);
        String endpoint = "http://" + address(container, S3_PORT);
        return new Running(
                container, S3Server.environment(endpoint, "beachdo", PASSWORD, endpoint + "/" + S3Server.MEDIA));
    }

    private static Part kafka() {
        KafkaContainer container = new KafkaContainer(DockerImageName.parse("apache/kafka:4.1.0"));
        container.start();
        return new Running(container, Map.of(Kind.KAFKA.variable(), container.getBootstrapServers()));
    }

    private static GenericContainer<?> container(String image, int port) {
        return new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(port);
    }

    private static String address(GenericContainer<?> container, int port) {
        return container.getHost() + ":" + container.getMappedPort(port);
    }

    private static void run(GenericContainer<?> container, String command) {
        try {
            int exit = container.execInContainer(command.split(" ")).getExitCode();
            if (exit != 0) {
                throw new EmbeddedException("The S3 container could not be set up: exit code " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw ChildProcess.interrupted(e);
        }
    }

    private record Running(GenericContainer<?> container, Map<String, String> environment) implements Part {
        @Override
        public void close() {
            container.stop();
        }
    }
}
