package com.beachdo.embedded;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A process that starts a Kafka broker and writes record after record, saying each one's number once it is acknowledged. */
final class WriteEvents {
    static final String TOPIC = "numbers";

    private WriteEvents() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedServices services = start(Path.of(arguments[0]));
        String servers = servers(services);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            Object unused = admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"), new StringSerializer(), new StringSerializer())) {
            for (int number = 1; ; number++) {
                Object unused = producer.send(new ProducerRecord<>(TOPIC, Integer.toString(number)))
                        .get();
                System.out.println("wrote " + number);
            }
        }
    }

    static EmbeddedServices start(Path folder) {
        return EmbeddedServices.kept(folder, TestServices.programs(folder), EnumSet.of(Kind.KAFKA));
    }

    static String servers(EmbeddedServices services) {
        return Objects.requireNonNull(services.environment().get(Kind.KAFKA.variable()));
    }
}
