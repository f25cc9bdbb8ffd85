package com.beachdo.identity.sms;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands an SMS to the first provider that takes it; each is asked once, and passed over for a while after it failed often. */
public final class SmsSender {
    private static final Logger LOG = LoggerFactory.getLogger(SmsSender.class);
    private static final int TIMEOUT_MILLIS = 2_000;

    private final SmsConfig config;
    private final List<SmsProvider> providers;

    public SmsSender(Vertx vertx, SmsConfig config) {
        this(vertx, config, TIMEOUT_MILLIS);
    }

    SmsSender(Vertx vertx, SmsConfig config, int timeoutMillis) {
        this.config = config;
        this.providers = config.providers().stream()
                .map(provider -> provider(vertx, provider, timeoutMillis))
                .toList();
        providers.forEach(provider -> taken(provider).increment(0));
    }

    private static SmsProvider provider(Vertx vertx, SmsConfig.Provider config, int timeoutMillis) {
        return switch (config.kind()) {
            case HTTP -> new HttpSms(vertx, config, timeoutMillis);
            case EXOTEL -> new ExotelSms(vertx, config, timeoutMillis);
        };
    }

    /** What providers ask to be paid for. */
    private static Counter taken(SmsProvider provider) {
        return Counter.builder("beachdo.sms")
                .description("SMS that a provider took")
                .tag("provider", provider.name())
                .register(Metrics.globalRegistry);
    }

    /** Fails without naming the recipient, when no provider took it. */
    public Future<Void> send(String to, String text) {
        return send(new SmsProvider.Sms(to, text, config.entityId(), config.header(), config.templateId()), providers);
    }

    private static Future<Void> send(SmsProvider.Sms sms, List<SmsProvider> left) {
        SmsProvider provider = left.get(0);
        return provider.send(sms)
                .onSuccess(ignored -> taken(provider).increment())
                .recover(failure -> {
                    LOG.warn("{} did not take an SMS: {}", provider.name(), String.valueOf(failure.getMessage()));
                    return left.size() == 1 ? Future.failedFuture(failure) : send(sms, left.subList(1, left.size()));
                });
    }

    public Future<Void> close() {
        return Future.join(providers.stream().map(SmsProvider::close).toList()).mapEmpty();
    }
}
