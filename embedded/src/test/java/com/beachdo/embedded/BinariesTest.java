package com.beachdo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
    private final Path folder;

    BinariesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void unpacksOnce() throws Exception {
        Path program = new Binaries(folder).redisServer();
        Object first = Files.getAttribute(program, "unix:ino");
        assertThat(new Binaries(folder).redisServer()).isEqualTo(program).isExecutable();
        assertThat(Files.getAttribute(program, "unix:ino")).isEqualTo(first);
    }

    @Test
    void redoesAnUnpackingThatWasKilled() throws Exception {
        Path program = new Binaries(folder).redisServer();
        Path complete = Objects.requireNonNull(program.getParent());
        long size = Files.size(program);
        Path unfinished = complete.resolveSibling(complete.getFileName() + ".new");
        Files.move(complete, unfinished);
        Files.writeString(unfinished.resolve("redis-server"), "cut off");
        assertThat(new Binaries(folder).redisServer()).isEqualTo(program).hasSize(size);
        assertThat(unfinished).doesNotExist();
    }
}
