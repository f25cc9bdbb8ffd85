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
 */
public record ChatConfig(Duration editWindow, Duration deleteWindow) {
    private static final int MINUTES_OF_A_WEEK = 7 * 24 * 60;

    public static ChatConfig from(Function<String, @Nullable String> source) {
        Env env = new Env(source::apply);
        return new ChatConfig(
                Duration.ofMinutes(env.integer("BEACHDO_CHAT_EDIT_MINUTES", 15, 1, MINUTES_OF_A_WEEK)),
                Duration.ofMinutes(env.integer("BEACHDO_CHAT_DELETE_MINUTES", 60, 1, MINUTES_OF_A_WEEK)));
    }
}
