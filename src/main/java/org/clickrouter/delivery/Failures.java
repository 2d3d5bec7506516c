package org.clickrouter.delivery;

import com.fasterxml.jackson.core.JacksonException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** The one place that knows which exception means which kind of failure. */
final class Failures {
    private static final int DEEPEST = 30;
    /**
     * What HikariCP says to the rollback that follows when a connection breaks in the midst of a batch; Camel then
     * throws this in its place.
     */
    private static final String POOL_CLOSED = "Connection is closed";
    /** How the exceptions of camel-http and of AWS, which this package does not know, tell the status. */
    private static final Pattern HTTP_STATUS = Pattern.compile("(?:statusCode|Status Code): (\\d{3})\\b");
    /** An SMTP server's answer, with which Jakarta Mail begins its messages (RFC 5321, 4.2). */
    private static final Pattern SMTP_REPLY = Pattern.compile("(?m)^([45]\\d\\d)[ -]");

    /** PostgreSQL: a prepared statement is there already, or is not there: another session's, behind a pooler. */
    private static final Set<String> PREPARED = Set.of("42P05", "26000");

    private Failures() {}

    static DeliveryException classify(Throwable failure) {
        List<Throwable> chain = chain(failure);
        for (Throwable link : chain) {
            if (link instanceof DeliveryException known) {
                return known;
            }
            if (link instanceof UnfitClickException unfit) {
                return new DeliveryException(FailureKind.BAD_PAYLOAD, unfit.getMessage(), null, null, failure).asLast();
            }
        }
        if (Misconfiguration.isBadStatement(chain) && chain.stream().noneMatch(Failures::ofPooler)) {
            return made(FailureKind.MISCONFIGURED, chain.get(chain.size() - 1), failure);
        }
        for (Throwable link : chain) {
            Matcher status = HTTP_STATUS.matcher(String.valueOf(link.getMessage()));
            if (status.find()) {
                int code = Integer.parseInt(status.group(1));
                return new DeliveryException(DeliveryException.kindOf(code), "answered " + code, code, null, failure);
            }
            // A pool says that it has no connection; what is below says why.
            boolean pool = link instanceof SQLTransientConnectionException && link.getCause() instanceof SQLException;
            FailureKind kind = pool ? null : exact(link);
            if (kind != null) {
                return made(kind, link, failure);
            }
        }
        // Wrappers such as a bare MessagingException say something only when nothing below them does.
        for (Throwable link : chain) {
            FailureKind kind = roughly(link);
            if (kind != null) {
                return made(kind, link, failure);
            }
        }
        FailureKind kind =
                chain.stream().anyMatch(Misconfiguration::isOne) ? FailureKind.MISCONFIGURED : FailureKind.ROUTE_FAILED;
        return made(kind, chain.get(chain.size() - 1), failure);
    }

    private static FailureKind exact(Throwable link) {
        FailureKind broker = BrokerFailures.exact(link);
        FailureKind sftp = SftpFailures.exact(link);
        if (Misconfiguration.isMissingResource(link)) {
            return FailureKind.MISCONFIGURED;
        } else if (broker != null) {
            return broker;
        } else if (sftp != null) {
            return sftp;
        } else if (link instanceof PathException path) {
            return path.kind();
        } else if (link instanceof RefusedAddressException) {
            return FailureKind.REFUSED_ADDRESS;
        } else if (link instanceof SQLException sql) {
            return exactSql(sql);
        } else if (link instanceof MessagingException mail) {
            return exactMail(mail);
        } else if (link instanceof ConnectTimeoutException
                || link instanceof ConnectException
                || link instanceof UnknownHostException
                || link instanceof SSLException
                || link instanceof UnresolvedAddressException) {
            return FailureKind.UNREACHABLE;
        } else if (link instanceof SocketTimeoutException timeout) {
            // The JDK's connect says so in the message alone.
            return String.valueOf(timeout.getMessage()).toLowerCase(Locale.ROOT).startsWith("connect")
                    ? FailureKind.UNREACHABLE
                    : FailureKind.TIMED_OUT;
        } else if (link instanceof InterruptedIOException
                || link instanceof InterruptedException
                || link.getClass().getSimpleName().matches(".*(Timeout|TimedOut).*")) {
            return FailureKind.TIMED_OUT;
        }
        return link instanceof SocketException ? FailureKind.UNREACHABLE : null;
    }

    private static FailureKind exactSql(SQLException sql) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        if (sql instanceof SQLTimeoutException || state.equals("57014") || state.startsWith("HYT")) {
            return FailureKind.TIMED_OUT;
        } else if (MySqlErrors.isOfTheRow(sql)) {
            return FailureKind.BAD_PAYLOAD;
        } else if (sql instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || POOL_CLOSED.equals(sql.getMessage())) {
            return FailureKind.UNREACHABLE;
        } else if (state.startsWith("28") || SqlServerErrors.isLogin(sql)) {
            return FailureKind.UNAUTHORIZED;
        } else if (SqlServerErrors.isOfTheRow(sql)) {
            return FailureKind.BAD_PAYLOAD;
        }
        // Cardinality violation, data exception, constraint violation: of the rows. 21 is a row that one statement
        // would write twice.
        return state.startsWith("21") || state.startsWith("22") || state.startsWith("23") || ofTrigger(state)
                ? FailureKind.BAD_PAYLOAD
                : null;
    }

    /** What a trigger, or a view's check, says of a row: RAISE and ASSERT of PostgreSQL, SIGNAL of MySQL. */
    private static boolean ofTrigger(String state) {
        return state.equals("P0001") || state.equals("P0004") || state.startsWith("44") || state.startsWith("45");
    }

    private static FailureKind exactMail(MessagingException mail) {
        if (mail instanceof AuthenticationFailedException) {
            return ofLogIn(mail);
        } else if (mail instanceof ParseException) {
            // Of an address that a click brought, or of one that stands in a route and fails every mail.
            return FailureKind.ROUTE_FAILED;
        }
        Matcher reply = SMTP_REPLY.matcher(String.valueOf(mail.getMessage()));
        if (!reply.find()) {
            return null;
        }
        return switch (reply.group(1)) {
            case "530", "534", "535", "538" -> FailureKind.UNAUTHORIZED;
            default -> reply.group(1).startsWith("4") ? FailureKind.BUSY : FailureKind.REJECTED;
        };
    }

    /**
     * While we log in the mail library takes everything for a refusal: a server that is busy, one that hangs up, and
     * one that says nothing, of which only the exception below tells.
     */
    private static FailureKind ofLogIn(MessagingException failure) {
        String said = String.valueOf(failure.getMessage());
        if (said.startsWith("[EOF]")) {
            return FailureKind.UNREACHABLE;
        } else if (SMTP_REPLY.matcher(said).find()) {
            return said.startsWith("4") ? FailureKind.BUSY : FailureKind.UNAUTHORIZED;
        }
        return chain(failure).stream().anyMatch(IOException.class::isInstance) ? null : FailureKind.UNAUTHORIZED;
    }

    private static FailureKind roughly(Throwable link) {
        FailureKind broker = BrokerFailures.rough(link);
        if (broker != null) {
            return broker;
        } else if (link instanceof SendFailedException) {
            return FailureKind.REJECTED;
        } else if (link instanceof MessagingException || link instanceof SQLException) {
            return FailureKind.SERVER_ERROR;
        }
        // What camel-file and camel-ftp say of a folder or a server that does not take the file.
        boolean file = link.getClass().getSimpleName().equals("GenericFileOperationFailedException");
        if (file) {
            return FailureKind.SERVER_ERROR;
        }
        // Jackson's and jq's exceptions are IOExceptions that speak of no connection.
        return link instanceof IOException && !(link instanceof JacksonException) ? FailureKind.UNREACHABLE : null;
    }

    private static DeliveryException made(FailureKind kind, Throwable link, Throwable failure) {
        return new DeliveryException(kind, message(kind, link), null, null, failure);
    }

    private static String message(FailureKind kind, Throwable link) {
        if (link instanceof PathException) {
            return link.getMessage();
        }
        String name = link.getClass().getSimpleName();
        if (ofPooler(link)) {
            return name + ": SQL state " + ((SQLException) link).getSQLState()
                    + ": prepared statements do not fit a pooler in transaction mode"
                    + " (PgBouncer, Supabase, Neon): write prepareThreshold=0 behind the ? of the JDBC URL";
        }
        if (link instanceof SQLException sql && kind == FailureKind.BAD_PAYLOAD) {
            // A database quotes the offending values, which are people's data.
            String state = sql.getSQLState();
            return name + ": SQL state " + state
                    + (ofTrigger(state) ? ": a trigger or a view of the table refused the row" : "");
        }
        String detail = link.getMessage() == null
                ? ""
                : ": " + link.getMessage().strip().lines().findFirst().orElse("");
        return name + detail.replaceFirst("; SQL statement:.*", "");
    }

    private static boolean ofPooler(Throwable link) {
        return link instanceof SQLException sql && PREPARED.contains(String.valueOf(sql.getSQLState()));
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        Throwable link = failure;
        while (link != null && chain.size() < DEEPEST && !chain.contains(link)) {
            chain.add(link);
            // JDBC batches put what really happened beside, not below.
            link = link.getCause() == null && link instanceof SQLException sql
                    ? sql.getNextException()
                    : link.getCause();
        }
        return chain;
    }
}
