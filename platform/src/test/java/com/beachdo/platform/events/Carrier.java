package com.beachdo.platform.events;

import com.beachdo.embedded.TestServices;
import com.beachdo.platform.config.KafkaConfig;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What may carry events, each with nothing left from before. */
enum Carrier {
    BUS,
    KAFKA;

    @Nullable
    KafkaConfig config() {
        return this == BUS ? null : kafka(TestServices.kafka());
    }

    static KafkaConfig kafka(String servers) {
        return kafka(servers, "test-" + UUID.randomUUID());
    }

    static KafkaConfig kafka(String servers, String prefix) {
        return new KafkaConfig(servers, prefix, 3, 1, Map.of("security.protocol", "PLAINTEXT"));
    }
}
