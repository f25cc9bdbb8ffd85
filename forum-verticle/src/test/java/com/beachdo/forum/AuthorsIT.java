package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.Thread;
import com.beachdo.platform.testing.Transport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AuthorsIT {
    @Test
    void remembersNamesForAWhile() {
        try (ForumSystem forum = new ForumSystem(Duration.ofHours(1))) {
            Thread opened = forum.person("Asha", Transport.BUS).open();
            int asked = forum.identity.calls.get();
            forum.identity.put(opened.getAuthor().getId(), "Renamed");

            assertThat(read(forum, opened)).isEqualTo("Asha");
            assertThat(forum.identity.calls).hasValue(asked);
        }
    }

    @Test
    void learnsNewNamesAfterAWhileAndReadsOnWithoutIdentity() {
        try (ForumSystem forum = new ForumSystem(Duration.ZERO)) {
            Thread opened = forum.person("Asha", Transport.BUS).open();
            forum.identity.put(opened.getAuthor().getId(), "Renamed");
            assertThat(read(forum, opened)).isEqualTo("Renamed");

            forum.identity.down = true;
            assertThat(read(forum, opened)).isEqualTo("Renamed");
            Thread nameless = forum.person("Ravi", Transport.BUS).open();
            assertThat(nameless.getAuthor().getName()).isEmpty();

            forum.identity.down = false;
            assertThat(read(forum, nameless)).isEqualTo("Ravi");
        }
    }

    private static String read(ForumSystem forum, Thread thread) {
        return forum.anonymous(Transport.BUS).read(thread.getId()).getAuthor().getName();
    }
}
