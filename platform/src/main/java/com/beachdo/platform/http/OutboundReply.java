package com.beachdo.platform.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** What a server of others answered to one call. */
public record OutboundReply(int status, MultiMap headers, Buffer body) {
    /** 200 and nothing else. */
    public boolean isGood() {
        return status == 200;
    }

    /** Any success. */
    public boolean isTaken() {
        return status >= 200 && status < 300;
    }

    /** That server's trouble rather than ours, which may pass. */
    public boolean isTrouble() {
        return status == 429 || status >= 500;
    }

    /** Seconds that it asks to wait; 0 when it does not say, or says a date. */
    public int retryAfter() {
        String seconds = headers.get("Retry-After");
        return seconds != null && seconds.matches("[0-9]{1,6}") ? Integer.parseInt(seconds) : 0;
    }

    /** Empty when it is none. */
    public JsonObject json() {
        try {
            return body.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            return new JsonObject();
        }
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "OutboundReply[" + status + "]";
    }
}
