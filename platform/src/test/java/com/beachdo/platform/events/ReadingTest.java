package com.beachdo.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** How far a partition counts as read. */
class ReadingTest {
    private final Reading reading = new Reading(new TopicPartition("topic", 0), 40);

    @Test
    void nothingIsDoneBeforeItIsFinished() {
        reading.begin(40);
        reading.begin(41);

        assertThat(reading.done()).isEqualTo(40);
    }

    @Test
    void whatIsFinishedOutOfOrderCountsOnceAllBeforeIt() {
        for (long offset = 40; offset < 45; offset++) {
            reading.begin(offset);
        }

        reading.finish(41);
        reading.finish(44);
        assertThat(reading.done()).isEqualTo(40);
        reading.finish(40);
        assertThat(reading.done()).isEqualTo(42);
        reading.finish(43);
        reading.finish(42);
        assertThat(reading.done()).isEqualTo(45);
    }

    @Test
    void followsATopicThatBeganAnew() {
        reading.begin(0);
        assertThat(reading.done()).isEqualTo(40);

        reading.finish(0);
        assertThat(reading.done()).isEqualTo(1);
    }
}
