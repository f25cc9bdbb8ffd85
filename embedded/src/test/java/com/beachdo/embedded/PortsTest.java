package com.beachdo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    private final Path folder;

    PortsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aRememberedPortThatIsTakenForAMomentIsKept() {
        int first = ports().listen("smtp", port -> port);
        List<Integer> asked = new ArrayList<>();
        int second = ports().listen("smtp", port -> {
            asked.add(port);
            if (asked.size() < 3) {
                throw new PortTakenException("Port " + port + " is taken");
            }
            return port;
        });
        assertThat(second).isEqualTo(first);
        assertThat(asked).containsExactly(first, first, first);
    }

    @Test
    void anotherPortIsTriedAtOnceWhereNoneIsRemembered() {
        Set<Integer> asked = new HashSet<>();
        int port = ports().listen("smtp", one -> {
            asked.add(one);
            if (asked.size() < 3) {
                throw new PortTakenException("Port " + one + " is taken");
            }
            return one;
        });
        assertThat(asked).hasSize(3).contains(port);
        assertThat(ports().lastOf("smtp")).isEqualTo(port);
    }

    @Test
    void noFreePortIsGivenTwice() {
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            assertThat(given.add(Ports.free())).isTrue();
        }
    }

    private Ports ports() {
        return new Ports(folder.resolve("ports"), unset -> "");
    }
}
