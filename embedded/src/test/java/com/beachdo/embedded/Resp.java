package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends one command to a Redis named by a URL. */
final class Resp {
    private Resp() {}

    static @Nullable String ask(String url, String... command) throws IOException {
        URI uri = URI.create(url);
        String database = uri.getPath().isEmpty() ? "0" : uri.getPath().substring(1);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            List<List<String>> commands = new ArrayList<>();
            commands.add(List.of("AUTH", uri.getUserInfo().substring(1)));
            commands.add(List.of("SELECT", database));
            commands.add(Arrays.asList(command));
            StringBuilder sent = new StringBuilder();
            for (List<String> words : commands) {
                sent.append('*').append(words.size()).append("\r\n");
                words.forEach(word -> sent.append('$')
                        .append(word.getBytes(UTF_8).length)
                        .append("\r\n")
                        .append(word)
                        .append("\r\n"));
            }
            socket.getOutputStream().write(sent.toString().getBytes(UTF_8));
            BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            expectOk(answers.readLine());
            expectOk(answers.readLine());
            String answer = answers.readLine();
            if (answer == null || answer.equals("$-1")) {
                return null;
            }
            return answer.startsWith("$") ? answers.readLine() : answer;
        }
    }

    private static void expectOk(@Nullable String answer) throws IOException {
        if (!"+OK".equals(answer)) {
            throw new IOException("Redis answered " + answer);
        }
    }
}
