package com.beachdo.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was asked for on the command line: a command and the settings that options stand for. */
record CommandLine(Command command, Map<String, String> settings, boolean fresh, boolean demo, int listings) {
    enum Command {
        RUN,
        MIGRATE,
        HEALTH,
        OPENAPI,
        TOUR,
        SEED,
        BENCH,
        ROTATE_KEYS,
        HELP,
        VERSION
    }

    static final String HELP =
            """
            Usage: ./beachdo [command] [options]

            Commands
              (none)                 start Beachdo; what the environment does not name is started embedded
              migrate                bring the database schemas of all domains up to date, and end
              health                 ask the process on this machine whether it is ready (status 0 or 1)
              openapi                print the whole OpenAPI contract as JSON
              tour                   walk the whole main path against a running server, printing each step
              seed --listings N      load N more demo listings into a running server (default 200000)
              keys rotate            make a running server sign with a new key, in a minute and a half
              bench                  what a request costs at a running server, in CPU time; of several nodes
                                     with --nodes=9000,9001,… (their management ports)

            Options
              --roles=a,b            hold only these parts: edge, identity, catalog, chat, moderation, forum
              --http-port=N          API, docs and live chat         (BEACHDO_HTTP_PORT, 8080)
              --management-port=N    health, metrics, dev messages   (BEACHDO_MANAGEMENT_PORT, 9000)
              --grpc-port=N          contracts for internal tools    (BEACHDO_GRPC_PORT, 9090)
              --data-dir=PATH        embedded services keep data here (BEACHDO_DATA_DIR, ./data)
              --with-kafka           events over a Kafka broker in this process (BEACHDO_EMBEDDED_KAFKA)
              --fresh                forget the data folder's content first (embedded mode)
              --no-demo              without demo data (embedded mode)
              --help, --version

            All settings are environment variables; see README.md. Ctrl-C stops everything cleanly.
            """;

    /** Thrown for a command line that makes no sense; the message is for people. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message + " (./beachdo --help lists what there is)");
        }
    }

    static CommandLine parse(List<String> arguments) {
        Command command = Command.RUN;
        Map<String, String> settings = new HashMap<>();
        boolean fresh = false;
        boolean demo = true;
        int listings = 200_000;
        List<String> rest = new ArrayList<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.remove(0);
            switch (argument) {
                case "run" -> command = Command.RUN;
                case "migrate" -> command = Command.MIGRATE;
                case "health" -> command = Command.HEALTH;
                case "openapi" -> command = Command.OPENAPI;
                case "tour" -> command = Command.TOUR;
                case "seed" -> command = Command.SEED;
                case "bench" -> command = Command.BENCH;
                case "keys" -> command = keys(rest);
                case "--help", "-h", "help" -> command = Command.HELP;
                case "--version" -> command = Command.VERSION;
                case "--fresh" -> fresh = true;
                case "--with-kafka" -> settings.put("BEACHDO_EMBEDDED_KAFKA", "true");
                case "--no-demo" -> demo = false;
                default -> {
                    String[] option = option(argument, rest);
                    if (option[0].equals("--listings")) {
                        listings = number(option);
                    } else {
                        settings.put(variable(option[0]), option[1]);
                    }
                }
            }
        }
        return new CommandLine(command, settings, fresh, demo, listings);
    }

    private static Command keys(List<String> rest) {
        if (rest.isEmpty() || !rest.remove(0).equals("rotate")) {
            throw new UsageException("keys can be rotated: ./beachdo keys rotate");
        }
        return Command.ROTATE_KEYS;
    }

    private static String[] option(String argument, List<String> rest) {
        if (!argument.startsWith("--")) {
            throw new UsageException("There is no command \"" + argument + "\"");
        }
        int equals = argument.indexOf('=');
        if (equals > 0) {
            return new String[] {argument.substring(0, equals), argument.substring(equals + 1)};
        }
        String unusedCheck = variable(argument);
        if (rest.isEmpty() || rest.get(0).startsWith("--")) {
            throw new UsageException(argument + " needs a value");
        }
        return new String[] {argument, rest.remove(0)};
    }

    private static int number(String[] option) {
        try {
            int number = Integer.parseInt(option[1]);
            if (number >= 1 && number <= 5_000_000) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UsageException(option[0] + " must be a number from 1 to 5000000");
    }

    private static String variable(String option) {
        return switch (option) {
            case "--roles" -> "BEACHDO_ROLES";
            case "--http-port" -> "BEACHDO_HTTP_PORT";
            case "--management-port" -> "BEACHDO_MANAGEMENT_PORT";
            case "--grpc-port" -> "BEACHDO_GRPC_PORT";
            case "--data-dir" -> "BEACHDO_DATA_DIR";
            case "--nodes" -> "BEACHDO_BENCH_NODES";
            case "--listings" -> "";
            default -> throw new UsageException("There is no option " + option);
        };
    }
}
