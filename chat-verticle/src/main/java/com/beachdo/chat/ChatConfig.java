package com.beachdo.chat;

import com.beachdo.platform.config.Env;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What chat is told.
 *
 * @param editWindow how long after sending the sender may edit a message
 * @param deleteWindow how long after sending the sender may delete a message for everyone
 * @param digestAfter how long messages wait to be read until somebody who is not there is told; zero for never
 * @param retentionDays after how many days without a message those of a room are deleted; 0 for never
 * @param pushes whether devices are pushed to at all, which the forum does
 */
public record ChatConfig(
        Duration editWindow, Duration deleteWindow, Duration digestAfter, int retentionDays, boolean pushes) {
    private static final int DAYS_OF_A_CENTURY = 36_500;
    private static final int MINUTES_OF_A_WEEK = 7 * 24 * 60;

    public static ChatConfig from(Function<String, @Nullable String> source) {
        Env env = new Env(source::apply);
        return new ChatConfig(
                Duration.ofMinutes(env.integer("BEACHDO_CHAT_EDIT_MINUTES", 15, 1, MINUTES_OF_A_WEEK)),
                Duration.ofMinutes(env.integer("BEACHDO_CHAT_DELETE_MINUTES", 60, 1, MINUTES_OF_A_WEEK)),
                Duration.ofMinutes(env.integer("BEACHDO_CHAT_DIGEST_MINUTES", 30, 0, MINUTES_OF_A_WEEK)),
                env.integer("BEACHDO_CHAT_RETENTION_DAYS", 0, 0, DAYS_OF_A_CENTURY),
                env.optional("BEACHDO_FCM_CREDENTIALS") != null || env.optional("BEACHDO_VAPID_PUBLIC_KEY") != null);
    }
}
