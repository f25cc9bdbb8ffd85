package com.beachdo.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was asked for on the command line: a command and the settings that options stand for. */
record CommandLine(
        Command command,
        Map<String, String> settings,
        boolean fresh,
        boolean demo,
        Map<String, Integer> numbers,
        String file) {
    private static final Set<String> NUMBERS =
            Set.of("--listings", "--minutes", "--sockets", "--rate", "--idle", "--socketio");

    enum Command {
        RUN,
        MIGRATE,
        HEALTH,
        OPENAPI,
        SETTINGS,
        DOCTOR,
        BACKUP,
        RESTORE,
        TOUR,
        SEED,
        BENCH,
        BENCH_CHAT,
        BENCH_FORUM,
        BENCH_IDENTITY,
        BENCH_STAFF,
        CHECK_CHAT,
        CHECK_SEARCH,
        ROTATE_KEYS,
        VERIFY_AUDIT,
        EXPORT_AUDIT,
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
              doctor                 look at every setting and backing service, and say what is wrong and how to mend it
              backup FILE            write the database and the objects into one file, also while the server runs
              restore FILE           put a backup back into an empty database and store
              settings               print the reference of all settings
              openapi                print the whole OpenAPI contract as JSON
              tour                   walk the whole main path against a running server, printing each step
              seed --listings N      load N more demo listings into a running server (default 200000)
              keys rotate            make a running server sign with a new key, in a minute and a half
              audit verify           recompute the hashes of a running server's audit, or of an export (--file PATH);
                                     status 1, and the number of the entry, when one was changed or is missing
              audit export           write a running server's audit, one JSON object a line (--file PATH)
              bench                  what a request costs at a running server, in CPU time; of several nodes
                                     with --nodes=9000,9001,… (their management ports)
              bench identity         what signing in and refreshing cost beside one bare password hash, and whether the
                                     time of an answer tells who has an account
              bench staff            what the pages of staff cost: cases, users, the audit (as BEACHDO_ADMIN_EMAIL)
              bench forum            what pages of the largest board and of its longest thread cost, and how long they take
              bench chat             what live messages cost at a running server, and how many it holds
                                     (--sockets N, --rate N, --idle N); with --socketio=PORT what the server of
                                     bench/socketio holds, to compare: bench/socketio/compare runs both
              check chat             talk while the application, PostgreSQL and Redis are killed, and prove that no
                                     acknowledged message is lost, shown twice or out of order (--minutes N)
              check search           hold sixty searches in English, Hindi, Hinglish and with typing errors against
                                     judgements, and print nDCG@10 of each and of all

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

            All settings are environment variables; see docs/configuration.md. Ctrl-C stops everything cleanly.
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
        String file = "";
        Map<String, Integer> numbers = new HashMap<>();
        List<String> rest = new ArrayList<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.remove(0);
            switch (argument) {
                case "run" -> command = Command.RUN;
                case "migrate" -> command = Command.MIGRATE;
                case "health" -> command = Command.HEALTH;
                case "openapi" -> command = Command.OPENAPI;
                case "settings" -> command = Command.SETTINGS;
                case "doctor" -> command = Command.DOCTOR;
                case "backup", "restore" -> {
                    command = argument.equals("backup") ? Command.BACKUP : Command.RESTORE;
                    file = file(argument, rest);
                }
                case "tour" -> command = Command.TOUR;
                case "seed" -> command = Command.SEED;
                case "bench" -> command = bench(rest);
                case "check" -> command = check(rest);
                case "keys" -> command = keys(rest);
                case "audit" -> command = audit(rest);
                case "--help", "-h", "help" -> command = Command.HELP;
                case "--version" -> command = Command.VERSION;
                case "--fresh" -> fresh = true;
                case "--with-kafka" -> settings.put("BEACHDO_EMBEDDED_KAFKA", "true");
                case "--no-demo" -> demo = false;
                default -> {
                    String[] option = option(argument, rest);
                    if (NUMBERS.contains(option[0])) {
                        Integer unused = numbers.put(option[0], number(option));
                    } else {
                        settings.put(variable(option[0]), option[1]);
                    }
                }
            }
        }
        return new CommandLine(command, settings, fresh, demo, Map.copyOf(numbers), file);
    }

    /** What an option says, or this. */
    int number(String option, int otherwise) {
        return numbers.getOrDefault(option, otherwise);
    }

    private static Command bench(List<String> rest) {
        if (about("chat", rest)) {
            return Command.BENCH_CHAT;
        }
        if (about("staff", rest)) {
            return Command.BENCH_STAFF;
        }
        if (about("forum", rest)) {
            return Command.BENCH_FORUM;
        }
        return about("identity", rest) ? Command.BENCH_IDENTITY : Command.BENCH;
    }

    private static boolean about(String part, List<String> rest) {
        boolean named = !rest.isEmpty() && rest.get(0).equals(part);
        if (named) {
            String unused = rest.remove(0);
        }
        return named;
    }

    private static Command check(List<String> rest) {
        String what = rest.isEmpty() ? "" : rest.remove(0);
        return switch (what) {
            case "chat" -> Command.CHECK_CHAT;
            case "search" -> Command.CHECK_SEARCH;
            default -> throw new UsageException("chat and search can be checked: ./beachdo check chat");
        };
    }

    private static Command keys(List<String> rest) {
        if (rest.isEmpty() || !rest.remove(0).equals("rotate")) {
            throw new UsageException("keys can be rotated: ./beachdo keys rotate");
        }
        return Command.ROTATE_KEYS;
    }

    private static String file(String command, List<String> rest) {
        if (rest.isEmpty() || rest.get(0).startsWith("--")) {
            throw new UsageException(command + " needs a file: ./beachdo " + command + " FILE");
        }
        return rest.remove(0);
    }

    private static Command audit(List<String> rest) {
        String what = rest.isEmpty() ? "" : rest.remove(0);
        return switch (what) {
            case "verify" -> Command.VERIFY_AUDIT;
            case "export" -> Command.EXPORT_AUDIT;
            default -> throw new UsageException("the audit can be verified or exported: ./beachdo audit verify|export");
        };
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
            case "--file" -> AuditCommand.FILE;
            case "--nodes" -> "BEACHDO_BENCH_NODES";
            case "--listings", "--minutes", "--sockets", "--rate", "--idle", "--socketio" -> "";
            default -> throw new UsageException("There is no option " + option);
        };
    }
}
