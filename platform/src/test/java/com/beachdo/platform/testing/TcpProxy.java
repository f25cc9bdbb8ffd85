package com.beachdo.platform.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A faulty wire to a server: it can refuse, break and fall silent. */
public final class TcpProxy implements AutoCloseable {
    private static final int LOOK_EVERY_MILLIS = 20;

    private final InetSocketAddress target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile State state = State.WHOLE;

    private enum State {
        WHOLE,
        SILENT,
        CUT
    }

    private TcpProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    /** In front of the server of a URL. */
    public static TcpProxy to(String url) {
        URI uri = URI.create(url);
        try {
            return new TcpProxy(new InetSocketAddress(uri.getHost(), uri.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same URL by way of this proxy. */
    public String url(String url) {
        URI uri = URI.create(url);
        return url.replace(uri.getHost() + ":" + uri.getPort(), "127.0.0.1:" + server.getLocalPort());
    }

    /** From now on connections are made and nothing passes, neither way. */
    public void silence() {
        turn(State.SILENT);
    }

    /** Breaks every connection, and refuses new ones. */
    public void cut() {
        turn(State.CUT);
        breakAll();
    }

    /** Breaks every connection once. */
    public void breakAll() {
        open.forEach(TcpProxy::reset);
    }

    /** What was held back passes, and new connections work. */
    public void heal() {
        turn(State.WHOLE);
    }

    /** How many connections clients hold at present. */
    public int connections() {
        return open.size();
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void turn(State next) {
        state = next;
        notifyAll();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            if (state == State.CUT) {
                reset(client);
            } else {
                start("connect", () -> connect(client));
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket upstream = new Socket();
        open.add(client);
        try {
            upstream.connect(target);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            start("down", () -> pump(upstream, client));
            pump(client, upstream);
        } finally {
            reset(client);
            reset(upstream);
        }
    }

    /** Bytes that come in silence are kept, as the kernel of a stopped server keeps them, and pass when it is over. */
    private void pump(Socket from, Socket to) throws IOException {
        from.setSoTimeout(LOOK_EVERY_MILLIS);
        byte[] bytes = new byte[16_384];
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int count = 0;
        while (count >= 0) {
            try {
                count = from.getInputStream().read(bytes);
                kept.write(bytes, 0, Math.max(0, count));
            } catch (SocketTimeoutException nothing) {
                count = 0;
            }
            if (state == State.WHOLE) {
                pass(kept, to);
            }
        }
        boolean unused = open.remove(from);
        awaitPassage();
        pass(kept, to);
    }

    private static void pass(ByteArrayOutputStream kept, Socket to) throws IOException {
        if (kept.size() > 0) {
            kept.writeTo(to.getOutputStream());
            kept.reset();
        }
    }

    private synchronized void awaitPassage() throws IOException {
        while (state == State.SILENT) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // it is closed already
        }
    }

    private void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // the end of a connection, or of the proxy
                    } finally {
                        open.removeIf(Socket::isClosed);
                    }
                },
                "proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }
}
