package com.beachdo.identity.captcha;

import com.beachdo.identity.gate.Gate;
import com.beachdo.identity.provider.ProviderHttp;
import com.beachdo.platform.http.OutboundReply;
import com.beachdo.platform.rpc.RpcException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for a CAPTCHA before what machines would do in masses; lets everybody through where none is set up. */
public final class Captcha {
    private static final Logger LOG = LoggerFactory.getLogger(Captcha.class);
    private static final String POINTER = "/captchaToken";
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MAX_TOKEN_CHARS = 2_048;
    private static final int MAX_REPLY_BYTES = 16 * 1024;

    private final @Nullable Provider provider;
    private final Gate gate;

    /** @param config null for no CAPTCHA */
    public Captcha(Vertx vertx, @Nullable CaptchaConfig config, Gate gate) {
        this.gate = gate;
        this.provider = config == null
                ? null
                : new Provider(
                        config,
                        new ProviderHttp(
                                vertx, "captcha", config.verifyUrl(), TIMEOUT_MILLIS, IllegalStateException::new));
    }

    private record Provider(CaptchaConfig config, ProviderHttp http) {}

    /**
     * Does what is asked for once the token is good. Fails with INVALID_ARGUMENT captcha.required or captcha.invalid; with
     * UNAVAILABLE captcha.unavailable when the provider is away and nobody is to be let in meanwhile.
     */
    public <T> Future<T> before(String token, Supplier<Future<T>> work) {
        Provider asked = provider;
        return asked == null ? work.get() : require(asked, token).compose(ignored -> work.get());
    }

    private Future<Void> require(Provider asked, String token) {
        if (token.isBlank()) {
            // without the provider no page can get a token
            return asked.http().isOpen()
                    ? withoutAnswer(asked)
                    : Future.failedFuture(refusal("required", "is missing"));
        }
        if (token.length() > MAX_TOKEN_CHARS) {
            return Future.failedFuture(refusal("invalid", "is too long"));
        }
        return gate.token().compose(pass -> verify(asked, token).compose(good -> {
            if (!good) {
                return Future.failedFuture(refusal("invalid", "is wrong, too old or was used before"));
            }
            pass.giveBack();
            counter("passed").increment();
            return Future.<Void>succeededFuture();
        }));
    }

    private static Future<Boolean> verify(Provider asked, String token) {
        CaptchaConfig config = asked.config();
        // the address of the client is left out: the provider has seen it, and needs no more of us
        String form = "secret=" + encoded(config.secret()) + "&response=" + encoded(token);
        return asked.http()
                .post(config.verifyUrl(), form, MAX_REPLY_BYTES)
                .map(reply -> judged(config, reply))
                .recover(failure -> withoutAnswer(asked).map(true));
    }

    /** Anything but a clear answer is none. */
    private static boolean judged(CaptchaConfig config, OutboundReply reply) {
        JsonObject answer = reply.body().toJsonObject();
        if (!(answer.getValue("success") instanceof Boolean success)) {
            throw new IllegalStateException("status " + reply.status());
        }
        boolean fromHere = config.hostnames().isEmpty()
                || (answer.getValue("hostname") instanceof String host
                        && config.hostnames().contains(host));
        if (!success && isOurMistake(answer)) {
            throw new IllegalStateException("it does not know our secret");
        }
        return success && fromHere;
    }

    private static boolean isOurMistake(JsonObject answer) {
        return String.valueOf(answer.getValue("error-codes")).contains("input-secret");
    }

    private static Future<Void> withoutAnswer(Provider asked) {
        counter("away").increment();
        if (asked.config().letInWhenAway()) {
            LOG.warn("the provider of CAPTCHAs does not answer: people are let in without");
            return Future.succeededFuture();
        }
        LOG.warn("the provider of CAPTCHAs does not answer: people are refused");
        return Future.failedFuture(
                RpcException.unavailable("captcha.unavailable", "The CAPTCHA cannot be checked for the moment."));
    }

    private static RpcException refusal(String code, String detail) {
        counter(code).increment();
        return RpcException.invalid("captcha." + code, POINTER, detail);
    }

    private static Counter counter(String outcome) {
        return Counter.builder("beachdo.captcha")
                .description("What became of CAPTCHAs that were asked for")
                .tag("outcome", outcome)
                .register(Metrics.globalRegistry);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public Future<Void> close() {
        Provider asked = provider;
        return asked == null ? Future.succeededFuture() : asked.http().close();
    }
}
