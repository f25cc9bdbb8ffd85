package com.beachdo.edge.http;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the address of the client: the socket's peer, or what trusted proxies say of it. */
public final class ClientAddress {
    private final List<Network> trusted;

    private record Network(byte[] address, int bits) {
        static Network of(String text) {
            int slash = text.indexOf('/');
            byte[] address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
            if (address == null) {
                throw new IllegalArgumentException(text);
            }
            int all = address.length * 8;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > all) {
                throw new IllegalArgumentException(text);
            }
            return new Network(address, bits);
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private ClientAddress(List<Network> trusted) {
        this.trusted = trusted;
    }

    /** @param networks of the proxies whose X-Forwarded-For is believed, for example 10.0.0.0/8 */
    public static ClientAddress behind(List<String> networks) {
        return new ClientAddress(networks.stream().map(Network::of).toList());
    }

    public String of(HttpServerRequest request) {
        String peer =
                request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
        if (peer == null) {
            return "unknown";
        }
        return trusted.isEmpty() ? peer : of(peer, request.headers().getAll("x-forwarded-for"));
    }

    /** The first address from the right, the peer being the rightmost, that is no trusted proxy's. */
    String of(String peer, List<String> forwardedFor) {
        List<String> chain = new ArrayList<>();
        for (String header : forwardedFor) {
            for (String part : header.split(",", -1)) {
                chain.add(part.trim());
            }
        }
        String client = peer;
        for (int at = chain.size() - 1; at >= 0 && isTrusted(client); at--) {
            byte[] address = NetUtil.createByteArrayFromIpAddressString(chain.get(at));
            if (address == null) {
                break;
            }
            client = NetUtil.bytesToIpAddress(address);
        }
        return client;
    }

    private boolean isTrusted(String text) {
        byte @Nullable [] address = NetUtil.createByteArrayFromIpAddressString(text);
        return address != null && trusted.stream().anyMatch(network -> network.contains(address));
    }

    /** What is counted as one client: an IPv4 address, or the /64 of an IPv6 one. */
    static String group(String client) {
        byte @Nullable [] address = client.indexOf(':') < 0 ? null : NetUtil.createByteArrayFromIpAddressString(client);
        if (address == null || address.length != 16) {
            return client;
        }
        java.util.Arrays.fill(address, 8, 16, (byte) 0);
        return NetUtil.bytesToIpAddress(address);
    }
}
