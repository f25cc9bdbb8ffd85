package com.beachdo.launcher.tour;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/** Where the tour reads what was mailed: the catcher of embedded mode, or a Mailpit that stands for a mail server. */
sealed interface Mailbox {
    /** The page that is asked for mails to this address, for people to repeat. */
    URI search(String email);

    /** The text of the newest mail to this address. */
    Optional<String> newest(Api api, String email);

    /** The management port of a server in embedded mode. */
    record Embedded(URI management) implements Mailbox {
        @Override
        public URI search(String email) {
            return management.resolve("/dev/messages?to=" + email.replace("@", "%40"));
        }

        @Override
        public Optional<String> newest(Api api, String email) {
            JsonArray found = new JsonArray(api.text(search(email)));
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(found.getJsonObject(0).getString("text"));
        }
    }

    /** Mailpit's own API. */
    record Mailpit(URI url) implements Mailbox {
        @Override
        public URI search(String email) {
            return url.resolve("/api/v1/search?query=to:%22" + email.replace("@", "%40") + "%22");
        }

        @Override
        public Optional<String> newest(Api api, String email) {
            JsonArray found = new JsonObject(api.text(search(email))).getJsonArray("messages");
            if (found.isEmpty()) {
                return Optional.empty();
            }
            URI message =
                    url.resolve("/api/v1/message/" + found.getJsonObject(0).getString("ID"));
            return Optional.of(new JsonObject(api.text(message)).getString("Text"));
        }
    }
}
