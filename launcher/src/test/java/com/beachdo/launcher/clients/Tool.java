package com.beachdo.launcher.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of front-end developers. They are not needed to build: without them a test is left out, and says so. */
public final class Tool {
    private static final long MINUTES = 4;

    private Tool() {}

    /** What a program printed, and how it ended. */
    public record Ended(int status, String output) {}

    /** Runs a package of npm, got when it is not here. */
    public static Ended npm(Path folder, String what, String... command) {
        List<String> all =
                new ArrayList<>(List.of("npm", "exec", "--yes", "--prefer-offline", "--package", what, "--"));
        all.addAll(List.of(command));
        requireHere("npm", "--version");
        Ended there = run(folder, Map.of(), withoutArguments(all));
        if (there.status() != 0 && there.output().contains("npm error")) {
            leaveOut(what + " can't be had from npm: "
                    + there.output().lines().findFirst().orElse(""));
        }
        return run(folder, Map.of(), all.toArray(String[]::new));
    }

    private static String[] withoutArguments(List<String> command) {
        List<String> probe = new ArrayList<>(command.subList(0, command.indexOf("--") + 2));
        probe.add("--version");
        return probe.toArray(String[]::new);
    }

    /** Leaves the test out without this program. */
    public static void requireHere(String... probe) {
        try {
            if (run(Path.of("."), Map.of(), probe).status() == 0) {
                return;
            }
        } catch (UncheckedIOException notHere) {
            // told below
        }
        leaveOut(probe[0] + " is not on this machine");
    }

    private static void leaveOut(String why) {
        System.err.println("###### " + why + ". This test is LEFT OUT. ######");
        Assumptions.abort(why);
    }

    public static Ended run(Path folder, Map<String, String> environment, String... command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command[0] + " does not end");
            }
            return new Ended(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
