package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An SMTP server that accepts every mail and delivers none. */
final class MailCatcher implements Part {
    private static final int BACKLOG = 50;
    private static final int MAX_CONNECTIONS = 100;
    private static final int IDLE_MILLIS = 60_000;

    private final ServerSocket listener;
    private final MessageLog log;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private MailCatcher(ServerSocket listener, MessageLog log) {
        this.listener = listener;
        this.log = log;
    }

    static MailCatcher start(Ports ports, MessageLog log) {
        MailCatcher catcher = new MailCatcher(ports.listen("smtp", MailCatcher::listen), log);
        daemon(catcher::acceptAll);
        return catcher;
    }

    private static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (BindException e) {
            throw new PortTakenException("Port " + port + " is taken");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "embedded-mail");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                if (connections.size() >= MAX_CONNECTIONS) {
                    connection.close();
                } else {
                    connections.add(connection);
                    daemon(() -> converse(connection));
                }
            } catch (IOException closedOrAborted) {
                // the loop's condition tells which
            }
        }
    }

    private void converse(Socket connection) {
        try (connection) {
            connection.setSoTimeout(IDLE_MILLIS);
            new SmtpConversation(
                            connection.getInputStream(),
                            reply -> connection.getOutputStream().write(reply.getBytes(UTF_8)),
                            log::add)
                    .run();
        } catch (IOException clientGone) {
            // nothing to tell it
        } finally {
            connections.remove(connection);
        }
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(Kind.MAIL.variable(), "smtp://127.0.0.1:" + listener.getLocalPort());
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
