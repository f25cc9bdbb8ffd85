package com.beachdo.launcher;

import com.beachdo.identity.v1.RotateKeysRequest;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.platform.config.Env;
import java.io.PrintStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has a running server make a new signing key. */
final class KeysCommand {
    private KeysCommand() {}

    static void rotate(Function<String, @Nullable String> environment, PrintStream out) {
        try (Tool tool = new Tool(new Env(environment::apply))) {
            Sessions sessions = tool.client(Sessions.class);
            tool.call(() -> sessions.rotateKeys(RotateKeysRequest.getDefaultInstance()))
                    .getKeysList()
                    .forEach(key -> out.println(key.getKid()));
            out.println("The first of these signs in a minute and a half; the others verify until an hour after that.");
        }
    }
}
