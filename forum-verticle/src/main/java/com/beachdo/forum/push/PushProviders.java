package com.beachdo.forum.push;

import com.beachdo.platform.http.OutboundHttp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.PoolOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Those that are set up, by the services that they speak to: each service has connections of its own. */
public final class PushProviders {
    /** Pushes that one service is handed at once. */
    public static final int AT_ONCE = 20;

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Map<String, PushProvider> byService = new LinkedHashMap<>();
    private final List<Supplier<Future<Void>>> closing = new ArrayList<>();

    public PushProviders(Vertx vertx, PushConfig config) {
        PushConfig.Fcm fcm = config.fcm();
        if (fcm != null) {
            PushProvider unused = byService.put(PushAddress.FCM, new FcmProvider(http(vertx), fcm));
        }
        PushConfig.Vapid vapid = config.vapid();
        if (vapid != null) {
            for (String service : config.hosts().entries()) {
                PushProvider unused = byService.put(service, new WebPushProvider(vertx, http(vertx), vapid));
            }
        }
    }

    private OutboundHttp http(Vertx vertx) {
        OutboundHttp http = new OutboundHttp(vertx, TIMEOUT_MILLIS, new PoolOptions().setHttp1MaxSize(AT_ONCE));
        boolean unused = closing.add(http::close);
        return http;
    }

    public Map<String, PushProvider> byService() {
        return byService;
    }

    public Future<Void> close() {
        return Future.join(closing.stream().map(Supplier::get).toList()).mapEmpty();
    }
}
