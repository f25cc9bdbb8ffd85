package com.beachdo.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLayoutTest {
    private static final LoggerContext LOGBACK = new LoggerContext();

    @Test
    void writesOneLineOfJson() {
        String line = new LogLayout(true).doLayout(event("said \"hi\" – नमस्ते", null));

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        JsonObject json = new JsonObject(line);
        assertThat(json.getString("message")).isEqualTo("said \"hi\" – नमस्ते");
        assertThat(json.getString("level")).isEqualTo("WARN");
        assertThat(json.getString("logger")).isEqualTo("com.beachdo.Probe");
        assertThat(json.getString("thread")).isEqualTo("thread-1");
        assertThat(json.getInstant("time").toEpochMilli()).isEqualTo(1_790_000_000_123L);
        assertThat(json.containsKey("error")).isFalse();
    }

    @Test
    void writesTextForPeople() {
        assertThat(new LogLayout(false).doLayout(event("hello", null)))
                .matches("\\d\\d:\\d\\d:\\d\\d\\.123 WARN  Probe: hello\n");
    }

    @Test
    void letsNoMessageForgeAnotherLine() {
        String forged =
                "ok\r\n10:00:00.000 ERROR Auth: breach\n{\"level\":\"ERROR\"}\u2028x\u0085y\u001b[31mred\u202eevil";
        for (LogLayout layout : List.of(new LogLayout(true), new LogLayout(false))) {
            String text = layout.doLayout(event(forged, null));

            assertThat(text.lines()).hasSize(1);
            assertThat(text).doesNotContain("\r", "\u001b", "\u2028", "\u0085", "\u202e");
        }
    }

    @Test
    void letsNoExceptionForgeAnotherLine() {
        Exception wicked = new IllegalStateException(
                "a\n10:00:00.000 ERROR Auth: breach", new RuntimeException("b\r\n\u001b[2Jc"));

        String text = new LogLayout(false).doLayout(event("failed", wicked));
        assertThat(text.lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("    "));
        assertThat(text).contains("IllegalStateException", "Caused by").doesNotContain("\u001b", "\r");

        JsonObject json = new JsonObject(new LogLayout(true).doLayout(event("failed", wicked)));
        assertThat(json.getString("error")).contains("IllegalStateException", "LogLayoutTest", "Caused by");
    }

    @Test
    void hidesPersonalDataEverywhere() {
        Exception leaky = new IllegalStateException("no such user anna@example.com");
        LoggingEvent event =
                event("sent to +919876543210 with Bearer abcdef123456", leaky, Map.of("user", "anna@example.com"));
        for (LogLayout layout : List.of(new LogLayout(true), new LogLayout(false))) {
            assertThat(layout.doLayout(event)).doesNotContain("anna@", "9876543210", "abcdef123456");
        }
    }

    @Test
    void boundsWhatOneEventTakes() {
        String text = new LogLayout(true).doLayout(event("x".repeat(1_000_000), null));

        assertThat(text).hasSizeLessThan(20_000).contains("(1000000)");
    }

    @Test
    void namesTheTraceOfTheCall() {
        CallContext caller =
                CallContext.ANONYMOUS.withTraceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        try (TestSystem system = TestSystem.withoutDatabase()) {
            String line = system.as(
                    caller, () -> Future.succeededFuture(new LogLayout(true).doLayout(event("in a call", null))));

            assertThat(new JsonObject(line).getString("traceId")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        }
    }

    @Test
    void choosesByTheVariableAndElseByTheTerminal() {
        assertThat(LogLayout.wantsJson("json", "xterm", true)).isTrue();
        assertThat(LogLayout.wantsJson(" TEXT ", null, false)).isFalse();
        assertThat(LogLayout.wantsJson(null, "xterm", true)).isFalse();
        assertThat(LogLayout.wantsJson("", "xterm", true)).isFalse();
        assertThat(LogLayout.wantsJson(null, "xterm", false)).isTrue();
        assertThat(LogLayout.wantsJson(null, null, true)).isTrue();
    }

    @Test
    void canBeNamedInTheConfigurationOfLogback() throws JoranException {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        String xml =
                """
                <configuration>
                  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder class="ch.qos.logback.core.encoder.LayoutWrappingEncoder">
                      <layout class="com.beachdo.platform.telemetry.LogLayout"/>
                    </encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="console"/></root>
                </configuration>
                """;
        configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));

        Appender<ILoggingEvent> console =
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
        assertThat(console).isInstanceOfSatisfying(OutputStreamAppender.class, appender -> {
            byte[] line = appender.getEncoder().encode(event("started", null));
            assertThat(new String(line, StandardCharsets.UTF_8))
                    .contains("started")
                    .endsWith("\n");
        });
        context.stop();
    }

    private static LoggingEvent event(String message, @Nullable Throwable thrown) {
        return event(message, thrown, Map.of());
    }

    private static LoggingEvent event(String message, @Nullable Throwable thrown, Map<String, String> context) {
        Logger logger = LOGBACK.getLogger("com.beachdo.Probe");
        LoggingEvent event = new LoggingEvent("com.beachdo.Probe", logger, Level.WARN, message, thrown, new Object[0]);
        event.setTimeStamp(1_790_000_000_123L);
        event.setThreadName("thread-1");
        event.setMDCPropertyMap(context);
        return event;
    }
}
