package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.embedded.EmbeddedServices;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The whole main path with an embedded Kafka that carries the events. */
class KafkaPathIT {
    @Test
    void theTourWalksTheWholePathWithEventsOverKafka() throws Exception {
        Path folder = TestBeachdo.temporary();
        try (BeachdoProcess process = TestBeachdo.start(folder, Map.of("BEACHDO_EMBEDDED_KAFKA", "true"))) {
            assertThat(TestBeachdo.tour(process)).contains("went as they must");
            JsonObject ready = new JsonObject(
                    new TestHttp(process).management("/health/ready").body());
            assertThat(ready.getJsonObject("checks").getJsonObject("kafka").getBoolean("available"))
                    .isTrue();
            String servers = Objects.requireNonNull(process.setting("BEACHDO_KAFKA_URL"));
            assertThat(servers).startsWith("127.0.0.1:");
            for (String source : List.of("identity", "catalog")) {
                assertThat(events(servers, source)).as("events of " + source).isPositive();
            }
        } finally {
            EmbeddedServices.forget(folder);
        }
    }

    private static long events(String servers, String source) throws Exception {
        String topic = "beachdo." + source + ".events.v1";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            Map<TopicPartition, OffsetSpec> ends = new java.util.HashMap<>();
            Objects.requireNonNull(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get(10, TimeUnit.SECONDS)
                            .get(topic))
                    .partitions()
                    .forEach(info -> ends.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get(10, TimeUnit.SECONDS).values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        }
    }
}
