package com.beachdo.platform.ratelimit;

import com.beachdo.platform.rpc.CallContext;
import io.netty.util.NetUtil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a client is.
 *
 * @param host one client: an IPv4 address, or the /64 of an IPv6 one; empty when unknown
 * @param subnet its neighbourhood: the /24 or /48, as "203.0.113.0/24"; empty when unknown
 */
public record Network(String host, String subnet) {
    private static final Network UNKNOWN = new Network("", "");

    /** Of the client of the call being served. */
    public static Network current() {
        return of(CallContext.current().clientAddress());
    }

    public static Network of(@Nullable String address) {
        byte @Nullable [] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return UNKNOWN;
        }
        return bytes.length == 4
                ? new Network(NetUtil.bytesToIpAddress(bytes), cut(bytes, 3) + "/24")
                : new Network(cut(bytes, 8), cut(bytes, 6) + "/48");
    }

    public boolean isKnown() {
        return !host.isEmpty();
    }

    private static String cut(byte[] address, int kept) {
        byte[] copy = address.clone();
        Arrays.fill(copy, kept, copy.length, (byte) 0);
        return NetUtil.bytesToIpAddress(copy);
    }
}
