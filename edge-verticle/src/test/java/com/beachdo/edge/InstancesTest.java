package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.edge.contract.Contract;
import com.beachdo.embedded.TestServices;
import com.beachdo.platform.auth.TokenVerifier;
import com.beachdo.platform.live.LiveNode;
import com.beachdo.platform.live.PresenceRegistry;
import com.beachdo.platform.ratelimit.RateLimiter;
import com.beachdo.platform.redis.RedisStore;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class InstancesTest {
    @Test
    @SuppressWarnings("NullAway") // annotations on type arguments are not read from class files by JDK 17
    void severalShareThePortAndGoTogether() throws Exception {
        int port = TestServices.freePort();
        try (TestSystem system = TestSystem.withoutDatabase()) {
            RedisStore redis = new RedisStore(system.vertx(), URI.create("redis://127.0.0.1:1"));
            LiveNode live = new LiveNode(system.vertx(), new PresenceRegistry(redis), 100, (user, present) -> {});
            TokenVerifier verifier = new TokenVerifier(system.vertx(), TestEdge.ISSUER, 1_000);
            Contract contract = Contract.load("edge-test", URI.create(TestEdge.ISSUER), 1);
            EdgeConfig config = EdgeConfig.from(variable -> null).at("127.0.0.1", port, Set.of());
            List<EdgeVerticle> instances = new ArrayList<>();
            Supplier<Deployable> make = () -> {
                EdgeVerticle one = new EdgeVerticle(
                        system.config(), config, contract, verifier, new RateLimiter(redis), redis, live);
                instances.add(one);
                return one;
            };
            String id = TestSystem.await(system.vertx().deployVerticle(make, new DeploymentOptions().setInstances(2)));
            assertThat(instances).hasSize(2).allSatisfy(one -> assertThat(one.actualPort())
                    .isEqualTo(port));
            for (int count = 0; count < 4; count++) {
                assertThat(status(port)).isEqualTo(404);
            }
            Object unused = TestSystem.await(system.vertx().undeploy(id));
            try (ServerSocket again = new ServerSocket(port)) {
                assertThat(again.isBound()).isTrue();
            }
        }
    }

    private static int status(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/nowhere"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
