package com.beachdo.launcher;

import com.beachdo.moderation.v1.AuditEntry;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.moderation.v1.ExportAuditReply;
import com.beachdo.moderation.v1.ExportAuditRequest;
import com.beachdo.moderation.v1.VerifyAuditReply;
import com.beachdo.moderation.v1.VerifyAuditRequest;
import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Verifies and exports the audit of a running server, stretch by stretch; verifies an export without a server. */
final class AuditCommand {
    static final String FILE = "BEACHDO_AUDIT_FILE";

    private AuditCommand() {}

    /** Whether every entry is what was written, and none is missing. */
    static boolean verify(Function<String, @Nullable String> environment, PrintStream out) {
        Env env = new Env(environment::apply);
        String file = env.optional(FILE);
        return file == null ? verifyServer(env, out) : verifyFile(Path.of(file), out);
    }

    private static boolean verifyServer(Env env, PrintStream out) {
        try (Tool tool = new Tool(env)) {
            Cases cases = tool.client(Cases.class);
            long started = System.nanoTime();
            long checked = 0;
            VerifyAuditReply stretch;
            do {
                VerifyAuditRequest from =
                        VerifyAuditRequest.newBuilder().setFromSeq(checked + 1).build();
                stretch = tool.call(() -> cases.verifyAudit(from));
                checked += stretch.getChecked();
                if (stretch.hasBrokenSeq()) {
                    out.println("BROKEN: entry " + stretch.getBrokenSeq()
                            + " is not what was written, or is missing. The " + checked + " before it are right.");
                    return false;
                }
            } while (stretch.hasNextSeq());
            out.printf("%d entries are right, in %.1f s.%n", checked, (System.nanoTime() - started) / 1e9);
            last(tool, cases, checked, out);
            return true;
        }
    }

    /** What to keep elsewhere: nobody makes another past that ends in this hash. */
    private static void last(Tool tool, Cases cases, long seq, PrintStream out) {
        ExportAuditRequest request =
                ExportAuditRequest.newBuilder().setFromSeq(Math.max(1, seq)).build();
        ExportAuditReply reply = tool.call(() -> cases.exportAudit(request));
        if (reply.getEntriesCount() > 0) {
            AuditEntry entry = reply.getEntries(0);
            out.println("The hash of entry " + entry.getSeq() + " is " + entry.getHash());
        }
    }

    private static boolean verifyFile(Path file, PrintStream out) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            AuditChain chain = new AuditChain();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!chain.accept(line)) {
                    out.println("BROKEN: entry " + (chain.checked() + 1)
                            + " is not what was written, or is missing. The " + chain.checked()
                            + " before it are right.");
                    return false;
                }
            }
            out.println(chain.checked() + " entries are right. The hash of the last is " + chain.hash());
            return true;
        } catch (IOException e) {
            throw new ConfigException(FILE, "cannot be read: " + file);
        }
    }

    /** Writes one JSON object a line, oldest first. */
    static void export(Function<String, @Nullable String> environment, PrintStream out) {
        Env env = new Env(environment::apply);
        Path file = Path.of(env.required(FILE));
        try (Tool tool = new Tool(env);
                BufferedWriter lines = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            Cases cases = tool.client(Cases.class);
            long written = 0;
            ExportAuditReply reply = ExportAuditReply.newBuilder().setNextSeq(1).build();
            while (reply.hasNextSeq()) {
                ExportAuditRequest from = ExportAuditRequest.newBuilder()
                        .setFromSeq(reply.getNextSeq())
                        .build();
                reply = tool.call(() -> cases.exportAudit(from));
                for (AuditEntry entry : reply.getEntriesList()) {
                    lines.write(AuditChain.line(entry));
                    lines.newLine();
                    written++;
                }
            }
            out.println(written + " entries are in " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
