package com.beachdo.launcher;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Stands before PostgreSQL as poolers do: it tells clients numbers of its own for the processes that serve them. */
final class PoolerStandIn implements AutoCloseable {
    private static final int OWN_NUMBER = 4_711;

    private final URI server;
    private final ServerSocket socket;

    private PoolerStandIn(URI server, ServerSocket socket) {
        this.server = server;
        this.socket = socket;
    }

    static PoolerStandIn before(String url) {
        try {
            PoolerStandIn pooler =
                    new PoolerStandIn(URI.create(url), new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            start(pooler::accept);
            return pooler;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return server.toString().replace(":" + server.getPort() + "/", ":" + socket.getLocalPort() + "/")
                + "?sslmode=disable";
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = socket.accept();
            Socket backend = new Socket(server.getHost(), server.getPort());
            start(() -> client.getInputStream().transferTo(backend.getOutputStream()));
            start(() -> answer(backend.getInputStream(), client.getOutputStream()));
        }
    }

    /** Passes messages on until the one with the number. */
    private static void answer(InputStream from, OutputStream to) throws IOException {
        DataInputStream in = new DataInputStream(from);
        DataOutputStream out = new DataOutputStream(to);
        byte type;
        do {
            type = in.readByte();
            int length = in.readInt();
            byte[] body = in.readNBytes(length - 4);
            out.writeByte(type);
            out.writeInt(length);
            if (type == 'K') {
                out.writeInt(OWN_NUMBER);
                out.write(body, 4, body.length - 4);
            } else {
                out.write(body);
            }
            out.flush();
        } while (type != 'K');
        long unused = in.transferTo(out);
    }

    /** Work that ends when a connection does. */
    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // so is the connection
                    }
                },
                "pooler");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
