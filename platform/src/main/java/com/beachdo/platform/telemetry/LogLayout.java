package com.beachdo.platform.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.LayoutBase;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * JSON or text, as {@code BEACHDO_LOG_FORMAT} says ({@code json} or {@code text}); unset, people at a terminal get text
 * and everything else JSON. Named by {@code logback.xml}.
 */
public final class LogLayout extends LayoutBase<ILoggingEvent> {
    private final Layout<ILoggingEvent> chosen;

    public LogLayout() {
        this(wantsJson(System.getenv("BEACHDO_LOG_FORMAT"), System.getenv("TERM"), isAtTerminal()));
    }

    LogLayout(boolean json) {
        this.chosen = json ? new JsonLayout() : new TextLayout();
    }

    static boolean wantsJson(@Nullable String format, @Nullable String terminal, boolean atTerminal) {
        if (format == null || format.isBlank()) {
            return !atTerminal || terminal == null || terminal.isBlank();
        }
        return !format.trim().toLowerCase(Locale.ROOT).equals("text");
    }

    /** Since Java 22 there is a console even where there is no terminal, and it says so. */
    private static boolean isAtTerminal() {
        Object console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(
                    java.io.Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    @Override
    public void setContext(Context context) {
        super.setContext(context);
        chosen.setContext(context);
    }

    @Override
    public void start() {
        chosen.start();
        super.start();
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        return chosen.doLayout(event);
    }
}
