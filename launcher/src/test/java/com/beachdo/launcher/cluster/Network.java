package com.beachdo.launcher.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A network namespace for one node, with two cables to this machine: one for what belongs to the cluster, which can be
 * cut, and one for all the rest. A cut cable swallows what is sent into it: no error, no reset, as when a switch fails.
 */
final class Network implements AutoCloseable {
    private static final String NOWHERE = "02:00:00:00:00:00";

    private final String name;
    private final String subnet;
    private final String clusterCable;
    private final String serviceCable;

    private Network(int number) {
        this.name = "beachdo" + number;
        this.subnet = "10." + (200 + number / 250 % 50) + "." + number % 250;
        this.clusterCable = "bc" + number;
        this.serviceCable = "bs" + number;
    }

    /** Whether this user may make network namespaces here. */
    static boolean isPermitted() {
        String probe = "beachdo-probe" + ProcessHandle.current().pid();
        if (!Files.isExecutable(Path.of("/usr/bin/nsenter")) || run(List.of("ip", "netns", "add", probe)) != 0) {
            return false;
        }
        return run(List.of("ip", "netns", "del", probe)) == 0;
    }

    static Network make() {
        Network network = new Network(ThreadLocalRandom.current().nextInt(10_000));
        network.must("ip netns add " + network.name);
        network.must("ip -n " + network.name + " link set lo up");
        network.cable(network.clusterCable, 0);
        network.cable(network.serviceCable, 4);
        return network;
    }

    private void cable(String cable, int offset) {
        must("ip link add " + cable + "h type veth peer name " + cable + "n netns " + name);
        must("ip addr add " + address(offset + 1) + "/30 dev " + cable + "h");
        must("ip link set " + cable + "h up");
        must("ip -n " + name + " addr add " + address(offset + 2) + "/30 dev " + cable + "n");
        must("ip -n " + name + " link set " + cable + "n up");
    }

    private String address(int last) {
        return subnet + "." + last;
    }

    /** This machine's end of the cluster's cable. */
    String clusterHere() {
        return address(1);
    }

    /** The namespace's end of it. */
    String clusterThere() {
        return address(2);
    }

    /** This machine's end of the other cable. */
    String serviceHere() {
        return address(5);
    }

    /** The namespace's end of it. */
    String serviceThere() {
        return address(6);
    }

    /** What runs a command inside. */
    List<String> prefix() {
        return List.of("nsenter", "--net=/run/netns/" + name);
    }

    void cut() {
        must("ip neigh replace " + clusterThere() + " lladdr " + NOWHERE + " dev " + clusterCable + "h nud permanent");
        must("ip -n " + name + " neigh replace " + clusterHere() + " lladdr " + NOWHERE + " dev " + clusterCable
                + "n nud permanent");
    }

    void heal() {
        must("ip neigh del " + clusterThere() + " dev " + clusterCable + "h");
        must("ip -n " + name + " neigh del " + clusterHere() + " dev " + clusterCable + "n");
    }

    @Override
    public void close() {
        int unused = run(List.of("ip", "netns", "del", name));
    }

    private void must(String command) {
        if (run(List.of(command.split(" "))) != 0) {
            throw new IllegalStateException(command);
        }
    }

    private static int run(List<String> command) {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.onExit().join().exitValue();
            if (status != 0) {
                System.err.println(String.join(" ", command) + ": " + said);
            }
            return status;
        } catch (IOException e) {
            return -1;
        }
    }
}
