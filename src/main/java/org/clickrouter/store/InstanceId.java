package org.clickrouter.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.UUID;

/**
 * Names this process among all that ever use the store: host/process number/random.
 *
 * @param host name of this machine
 * @param pid process number
 * @param random tells two processes of the same number apart
 */
public record InstanceId(String host, long pid, String random) {

    public static InstanceId here() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return new InstanceId(
                host.replace('/', '_'),
                ProcessHandle.current().pid(),
                UUID.randomUUID().toString().substring(0, 8));
    }

    /** @return whether another process of this machine has ended, be it in order or not */
    public boolean hasEnded(String name) {
        return !name.startsWith(host + "/" + pid + "/") && knowsAsDead(name);
    }

    /** @return whether a holder in the store was a process of this machine that has ended */
    boolean knowsAsDead(String holder) {
        String[] parts = holder.split("/");
        if (parts.length != 3 || !parts[0].equals(host) || !parts[1].matches("\\d{1,18}")) {
            return false;
        }
        long other = Long.parseLong(parts[1]);
        boolean sameNumberOtherProcess = other == pid && !parts[2].equals(random);
        return sameNumberOtherProcess
                || Optional.of(other)
                        .flatMap(ProcessHandle::of)
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    @Override
    public String toString() {
        return host + "/" + pid + "/" + random;
    }
}
