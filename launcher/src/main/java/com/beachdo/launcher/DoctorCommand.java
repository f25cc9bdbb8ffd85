package com.beachdo.launcher;

import com.beachdo.catalog.CatalogConfig;
import com.beachdo.chat.ChatConfig;
import com.beachdo.edge.EdgeConfig;
import com.beachdo.forum.ForumConfig;
import com.beachdo.identity.IdentityConfig;
import com.beachdo.identity.kyc.KycConfig;
import com.beachdo.launcher.doctor.Doctor;
import com.beachdo.launcher.doctor.Finding.Grade;
import com.beachdo.launcher.doctor.Findings;
import com.beachdo.launcher.doctor.SettingsCheck;
import com.beachdo.moderation.ModerationConfig;
import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import com.beachdo.platform.config.PlatformConfig;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The command {@code doctor}: everything that could be wrong before a start, and what to do about it. */
final class DoctorCommand {
    private DoctorCommand() {}

    /** Whether there is no problem; warnings are none. */
    static boolean run(Function<String, @Nullable String> environment, Collection<String> names, PrintStream out) {
        Findings findings = new Findings(out::println);
        examine(environment, names, Clock.systemUTC(), findings);
        long problems = findings.count(Grade.PROBLEM);
        out.printf("%n%d problems, %d warnings%n", problems, findings.count(Grade.WARNING));
        return problems == 0;
    }

    /** @param names of all variables that are set */
    static void examine(
            Function<String, @Nullable String> environment, Collection<String> names, Clock clock, Findings findings) {
        SettingsCheck settings = new SettingsCheck(new Env(environment::apply), findings);
        settings.names(names);
        boolean embedded = isEmbedded(environment);
        settings.values(readers(environment, embedded));
        settings.files(clock);
        ports(environment, findings);
        if (embedded) {
            settings.folder(LaunchConfig.dataDir(environment));
        }
        Doctor doctor = new Doctor(environment, clock, findings);
        doctor.services(Role.DOMAINS.stream().map(Role::label).toList(), migrates(environment));
        if (!embedded) {
            doctor.exposure();
        }
    }

    private static boolean isEmbedded(Function<String, @Nullable String> environment) {
        try {
            return LaunchConfig.isEmbedded(environment);
        } catch (ConfigException toldElsewhere) {
            return false;
        }
    }

    private static boolean migrates(Function<String, @Nullable String> environment) {
        try {
            return new Env(environment::apply).flag("BEACHDO_MIGRATE", true);
        } catch (ConfigException toldElsewhere) {
            return true;
        }
    }

    /** What a start reads; embedded services bring most of what the others need. */
    private static List<Runnable> readers(Function<String, @Nullable String> source, boolean embedded) {
        List<Runnable> readers = new ArrayList<>(List.of(
                reading(() -> LaunchConfig.from(source)),
                reading(() -> EdgeConfig.from(source::apply)),
                reading(() -> ChatConfig.from(source::apply)),
                reading(() -> ForumConfig.from(source::apply)),
                reading(() -> ModerationConfig.from(source::apply))));
        if (!embedded) {
            readers.addAll(List.of(
                    reading(() -> PlatformConfig.from(source::apply)),
                    reading(() -> IdentityConfig.from(source::apply)),
                    reading(() -> KycConfig.from(source::apply)),
                    reading(() -> CatalogConfig.from(source::apply))));
        }
        return readers;
    }

    private static Runnable reading(java.util.function.Supplier<?> reader) {
        return () -> {
            Object unused = reader.get();
        };
    }

    /** Taken by a process of ours is right. */
    private static void ports(Function<String, @Nullable String> environment, Findings findings) {
        try {
            HealthProbe.require(environment);
            findings.ok("process", "is running here and ready");
            return;
        } catch (StartException notRunning) {
            // its ports must be free, then
        } catch (ConfigException toldElsewhere) {
            return;
        }
        try {
            StartException.requireFreePorts(environment);
        } catch (StartException e) {
            findings.problem("ports", String.valueOf(e.getMessage()), "./beachdo health says whether Beachdo is there");
        } catch (ConfigException toldElsewhere) {
            // among the values that can't be read
        }
    }
}
