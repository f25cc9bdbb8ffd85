package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Sends one mail, or any commands, to an SMTP server named by a URL. */
final class Smtp {
    private Smtp() {}

    static void send(String url, List<String> recipients, String mail) throws IOException {
        List<String> commands = new ArrayList<>(List.of("EHLO test", "MAIL FROM:<from@example.in>"));
        recipients.forEach(recipient -> commands.add("RCPT TO:<" + recipient + ">"));
        commands.add("DATA");
        commands.add(mail + ".");
        List<String> replies = say(url, commands);
        if (!replies.get(replies.size() - 1).startsWith("250")) {
            throw new IOException("refused: " + replies);
        }
    }

    /** The replies to the commands, the greeting left out. */
    static List<String> say(String url, List<String> commands) throws IOException {
        URI uri = URI.create(url);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            List<String> replies = new ArrayList<>();
            reply(in);
            for (String command : commands) {
                socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
                replies.add(reply(in));
            }
            return replies;
        }
    }

    private static String reply(BufferedReader in) throws IOException {
        String line;
        do {
            line = in.readLine();
            if (line == null) {
                throw new IOException("the server hung up");
            }
        } while (line.charAt(3) == '-');
        return line;
    }
}
