package com.beachdo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts and stops server processes, and finds those that outlived the process which started them. */
final class ChildProcess {
    private static final Path PROC = Path.of("/proc");
    private static final boolean HAS_PROC = Files.exists(PROC.resolve("self/cwd"));
    private static final long LOG_LIMIT = 4 << 20;
    private static final Duration POLL = Duration.ofMillis(10);

    private ChildProcess() {}

    static boolean onLinux() {
        return System.getProperty("os.name", "").startsWith("Linux");
    }

    /** Starts a program with nothing of our environment and, where possible, away from the terminal's Ctrl-C. */
    static Process start(List<String> command, Path workFolder, Path log) {
        try {
            if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            List<String> whole = new ArrayList<>();
            if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
                whole.add("/usr/bin/setsid");
            }
            whole.addAll(command);
            return builder(whole)
                    .directory(workFolder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new EmbeddedException("The program " + command.get(0) + " does not start on this system.", e);
        }
    }

    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path, "LC_ALL", "C", "TZ", "UTC"));
        return builder;
    }

    /** The exit code of a program that is over soon, -1 when there is no such program. */
    static int run(String... command) {
        try {
            return builder(List.of(command))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Live processes of this program that work in this folder; the dead that nobody reaped are not among them. */
    static List<ProcessHandle> workingIn(Path folder, String program) {
        return HAS_PROC ? fromProc(folder, program) : fromArguments(folder, program);
    }

    private static List<ProcessHandle> fromProc(Path folder, String program) {
        List<ProcessHandle> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (worksIn(process, folder, program)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static boolean worksIn(Path process, Path folder, String program) {
        try {
            return Files.readString(process.resolve("comm")).strip().equals(program)
                    && Files.readSymbolicLink(process.resolve("cwd")).equals(folder);
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static List<ProcessHandle> fromArguments(Path folder, String program) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> process.info().command().orElse("").endsWith("/" + program))
                    .filter(process -> Arrays.stream(process.info().arguments().orElse(new String[0]))
                            .anyMatch(argument -> argument.contains(folder.toString())))
                    .collect(Collectors.toList());
        }
    }

    /** Asks the processes of this program in this folder to end, waits, and ends by force what did not. */
    static void stopAll(Path folder, String program, String signal, Duration patience) {
        List<ProcessHandle> running = workingIn(folder, program);
        if (running.isEmpty()) {
            return;
        }
        List<Long> ours = running.stream().map(ProcessHandle::pid).collect(Collectors.toList());
        for (ProcessHandle process : running) {
            // workers end with their parent, which must hear it first
            if (process.parent().map(parent -> !ours.contains(parent.pid())).orElse(true)) {
                int sent = run("/bin/sh", "-c", "kill -" + signal + " " + process.pid());
                if (sent != 0) {
                    process.destroy();
                }
            }
        }
        if (!gone(folder, program, patience)) {
            workingIn(folder, program).forEach(ProcessHandle::destroyForcibly);
            if (!gone(folder, program, patience)) {
                throw new EmbeddedException(
                        "A " + program + " process is still using " + folder + " and does not end.");
            }
        }
    }

    private static boolean gone(Path folder, String program, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!workingIn(folder, program).isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    /** Waits a moment before a condition is checked again. */
    static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static EmbeddedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EmbeddedException("Starting or stopping the embedded services was interrupted.", e);
    }

    /** The last line a program wrote that is not empty: mostly the reason why it ended. */
    static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            for (int i = lines.size() - 1; i >= 0; i--) {
                if (!lines.get(i).isBlank()) {
                    return lines.get(i).strip();
                }
            }
            return "no message";
        } catch (IOException e) {
            return "no message";
        }
    }
}
