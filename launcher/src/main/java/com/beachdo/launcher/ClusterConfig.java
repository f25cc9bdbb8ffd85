package com.beachdo.launcher;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How this process finds the others and talks with them.
 *
 * @param members host:port of Hazelcast members; empty when {@code kubernetesDns} finds them, or for a process alone
 * @param kubernetesDns the headless service whose addresses are the members
 * @param host address of this process that the others reach, and the only one it listens on for them
 * @param port of Hazelcast
 * @param busPort of the event bus
 * @param tls of the event bus
 */
record ClusterConfig(
        List<String> members,
        @Nullable String kubernetesDns,
        String host,
        int port,
        int busPort,
        @Nullable TlsFiles tls) {
    private static final String MEMBERS = "BEACHDO_CLUSTER_MEMBERS";
    private static final String DNS = "BEACHDO_CLUSTER_KUBERNETES_DNS";

    /** Null for a process alone. */
    static @Nullable ClusterConfig from(Env env) {
        List<String> members = env.list(MEMBERS);
        String dns = env.optional(DNS);
        if (members.isEmpty() && dns == null) {
            return null;
        }
        if (!members.isEmpty() && dns != null) {
            throw new ConfigException(DNS, "and " + MEMBERS + " exclude each other");
        }
        return new ClusterConfig(
                members,
                dns,
                env.string("BEACHDO_CLUSTER_HOST", "127.0.0.1"),
                env.integer("BEACHDO_CLUSTER_PORT", 5701, 1, 65_535),
                env.integer("BEACHDO_CLUSTER_BUS_PORT", 5702, 1, 65_535),
                TlsFiles.from(env, "BEACHDO_CLUSTER_TLS", true));
    }
}
