package org.clickrouter.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import org.clickrouter.run.Router;
import org.clickrouter.testing.TroubledServer;
import org.clickrouter.testing.TroubledServer.Wire;

/**
 * A kind of destination in the failure matrix: its receiver, the troubles that it can be brought into, and what it has
 * in the end.
 */
abstract class MatrixKind implements AutoCloseable {

    /** Troubles that every kind must show. */
    static final String SUCCESS = "success";

    static final String NO_NAME = "DNS failure";
    static final String DRIP = "slow drip";
    private static final String STRANGER = "wrong TLS certificate";
    static final String LOST_MARK = "crash between send and mark";
    /** How troubles end in which a request of two clicks is taken apart. */
    static final String APART = " to both together";

    static final String UNKNOWN_HOST = "no-such-host.invalid";

    private final Map<String, Runnable> troubles = new LinkedHashMap<>();

    /** @return the name of the destination and its queue */
    abstract String destination();

    /** @return the heading in the page */
    abstract String title();

    /**
     * Sets the destination.
     *
     * @param host where the receiver is looked for
     */
    abstract void settings(Rig rig, String host);

    /** @return the trouble in which the receiver is not who it should be */
    String stranger() {
        return STRANGER;
    }

    /** Ends its connections, where it keeps some: a trouble may strike only whoever connects. */
    void disconnect(Router router) {}

    /** The chat that shares each request with another; the same where none does. */
    String companion(String chat) {
        return chat;
    }

    /** Lets the receiver be well again. */
    abstract void recover();

    /**
     * @return what the receiver has of a click, in words
     * @throws AssertionError when that is not once, by whatever the kind's receivers tell repeats
     */
    abstract String has(String chat) throws Exception;

    /** @return what the receiver has of two clicks that it refused together, in words */
    String hasApart(String chat) {
        throw new AssertionError(title() + " sends clicks alone, and took a request apart: " + chat);
    }

    /** @return each trouble's name with what brings the receiver into it, in the order of the page */
    final Map<String, Runnable> troubles() {
        return troubles;
    }

    final void trouble(String name, Runnable begin) {
        troubles.put(name, begin);
    }

    /** The troubles of the network, which are the same for all. */
    final void network(TroubledServer server) {
        trouble("connection reset", () -> server.wire(Wire.RESETS));
        trouble("hang", () -> server.wire(Wire.HANGS));
        trouble(DRIP, () -> server.wire(Wire.DRIPS));
        if (stranger().equals(STRANGER)) {
            trouble(STRANGER, server::wrongCertificate);
        }
        trouble("connection refused", server::refuse);
        trouble(NO_NAME, () -> {});
        trouble(LOST_MARK, () -> {});
    }

    @Override
    public abstract void close();

    @Override
    public String toString() {
        return destination();
    }
}
