package com.beachdo.platform.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import com.beachdo.platform.rpc.CallContext;
import io.sentry.Hint;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import org.slf4j.LoggerFactory;

/** Errors of the log, told to Sentry with the trace they belong to and nothing that could be personal or secret. */
public final class ErrorReports implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 2_000;

    private final ToSentry appender = new ToSentry();

    /** @param version of this program, by which Sentry groups what is new */
    public ErrorReports(String dsn, String version) {
        Sentry.init(options -> {
            options.setDsn(dsn);
            options.setRelease("beachdo@" + version);
            options.setSendDefaultPii(false);
            options.setAttachServerName(false);
            options.setEnableUncaughtExceptionHandler(true);
            options.setBeforeSend(ErrorReports::scrub);
            options.setMaxBreadcrumbs(0);
        });
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            appender.setContext(context);
            appender.start();
            root(context).addAppender(appender);
        }
    }

    private static Logger root(LoggerContext context) {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    static SentryEvent scrub(SentryEvent event, Hint hint) {
        if (event.getExceptions() != null) {
            for (SentryException exception : event.getExceptions()) {
                // PostgreSQL's messages quote values of rows
                exception.setValue(null);
            }
        }
        event.setUser(null);
        event.setRequest(null);
        return event;
    }

    @Override
    public void close() {
        appender.stop();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            boolean unused = root(context).detachAppender(appender);
        }
        Sentry.flush(PATIENCE_MILLIS);
        Sentry.close();
    }

    /** One event of the log, as one of Sentry. */
    private static final class ToSentry extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent logged) {
            if (!logged.getLevel().isGreaterOrEqual(Level.ERROR)
                    || logged.getLoggerName().startsWith("io.sentry")) {
                return;
            }
            SentryEvent event = new SentryEvent();
            event.setLevel(SentryLevel.ERROR);
            event.setLogger(logged.getLoggerName());
            Message message = new Message();
            message.setFormatted(LogText.message(logged));
            event.setMessage(message);
            if (logged.getThrowableProxy() instanceof ThrowableProxy thrown) {
                event.setThrowable(thrown.getThrowable());
            }
            String traceId = LogText.traceId();
            if (!traceId.isEmpty()) {
                event.setTag("traceId", traceId);
            }
            String recording = CallContext.current().recording();
            if (recording != null) {
                event.setExtra("sessionURL", recording);
            }
            Object unused = Sentry.captureEvent(event);
        }
    }
}
