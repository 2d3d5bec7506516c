package org.clickrouter.report.failure;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.clickrouter.delivery.PathException;

/** Diagnoses what an HTTP client throws, by type where the JDK has one, by name where only a client library has. */
public final class ConnectionTrouble {
    private static final int SHOWN = 200;
    private static final String ALLOW_LIST = "; this machine's address may not be on the vendor's allow-list";

    private ConnectionTrouble() {}

    /** @param begun whether a part of the answer had come, so that the connection as such was there */
    public static AnswerException diagnose(Throwable failure, Secrets secrets, boolean begun) {
        List<Throwable> chain = chain(failure);
        for (Throwable link : chain) {
            if (link instanceof AnswerException known) {
                return known;
            }
            if (link instanceof PathException path) {
                return AnswerException.onTheWay(secrets.clean(path.seen(), SHOWN), path.remedy());
            }
        }
        Throwable seen = chain.get(chain.size() - 1);
        String detail = " (" + secrets.clean(seen.getClass().getSimpleName() + ": " + seen.getMessage(), SHOWN) + ")";
        if (any(chain, ConnectionTrouble::connecting)) {
            return AnswerException.unreachable(
                    "No connection to the API: refused or not answered" + detail + ALLOW_LIST);
        }
        if (any(chain, UnknownHostException.class::isInstance)) {
            return AnswerException.unreachable(
                    "The API's host name is unknown: check wolkvox.server or wolkvox.base-url, and the DNS" + detail
                            + "; if the name is right" + ALLOW_LIST.substring(1));
        }
        if (any(chain, ConnectionTrouble::timedOut)) {
            return new AnswerException(AnswerKind.TIMED_OUT, "No whole answer within the time-out" + detail);
        }
        if (any(chain, SSLHandshakeException.class::isInstance)
                || any(chain, SSLPeerUnverifiedException.class::isInstance)) {
            return AnswerException.unreachable(
                    "No secure connection to the API: check its certificate and any proxy between" + detail
                            + ALLOW_LIST);
        }
        if (any(chain, ZipException.class::isInstance)) {
            return trouble("The answer says by its Content-Encoding that it is compressed, and is not, or is damaged"
                    + detail);
        }
        if (begun || any(chain, ConnectionTrouble::cutShort)) {
            return trouble("The answer was cut short" + detail);
        }
        return trouble("The connection to the API failed" + detail + ALLOW_LIST);
    }

    /** A time-out while connecting is a firewall's silence: a shorter window would not help. */
    private static boolean connecting(Throwable link) {
        return link instanceof ConnectException
                || link instanceof NoRouteToHostException
                || name(link).contains("connecttimeout")
                || link instanceof InterruptedIOException && says(link, "connect timed out");
    }

    private static boolean timedOut(Throwable link) {
        String name = name(link);
        return link instanceof InterruptedIOException
                || link instanceof ClosedByInterruptException
                || link instanceof InterruptedException
                || name.contains("timeout")
                || name.contains("aborted")
                || name.equals("requestfailedexception")
                || name.contains("cancel")
                // "Socket closed" and its like are said of what this side closed: the deadline did it.
                || says(link, "socket closed")
                || says(link, "stream closed")
                || says(link, "aborted")
                || says(link, "timed out");
    }

    private static boolean cutShort(Throwable link) {
        return link instanceof EOFException
                || name(link).contains("truncated")
                || name(link).contains("connectionclosed");
    }

    private static AnswerException trouble(String message) {
        return new AnswerException(AnswerKind.SERVER_TROUBLE, message);
    }

    private static String name(Throwable link) {
        return link.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static boolean says(Throwable link, String words) {
        return link.getMessage() != null
                && link.getMessage().toLowerCase(Locale.ROOT).contains(words);
    }

    private static boolean any(List<Throwable> chain, Predicate<Throwable> what) {
        return chain.stream().anyMatch(what);
    }

    private static List<Throwable> chain(Throwable failure) {
        Set<Throwable> met = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = failure; link != null && met.add(link); link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }
}
