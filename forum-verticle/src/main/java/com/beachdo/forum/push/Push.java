package com.beachdo.forum.push;

import io.vertx.core.json.JsonObject;

/**
 * One push to one device.
 *
 * @param data what an app or a page reads: kind, title, count and ids
 * @param title what the device shows by itself, as is the text
 * @param topic a later one of the same topic takes the place of one that was not shown yet; 32 characters of base64url
 * @param seconds after which it is of no use any more
 */
public record Push(PushAddress to, JsonObject data, String title, String text, String topic, int seconds) {
    @Override
    public String toString() {
        return "Push[" + to.service() + "]";
    }
}
