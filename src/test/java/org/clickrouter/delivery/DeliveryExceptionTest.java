package org.clickrouter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ResourceAllocationException;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.activemq.artemis.api.core.ActiveMQConnectionTimedOutException;
import org.apache.activemq.artemis.api.core.ActiveMQNotConnectedException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.classic.RequestAbortedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jms.UncategorizedJmsException;

class DeliveryExceptionTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-02-03T10:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "301,REDIRECT,false",
        "400,REJECTED,false",
        "401,UNAUTHORIZED,true",
        "403,UNAUTHORIZED,true",
        "404,REJECTED,false",
        "410,GONE,true",
        "422,REJECTED,false",
        "429,BUSY,true",
        "500,SERVER_ERROR,true",
        "503,BUSY,true",
        "504,SERVER_ERROR,true",
        "100,SERVER_ERROR,true"
    })
    void everyStatusHasItsKind(int status, FailureKind kind, boolean sick) {
        DeliveryException failure =
                DeliveryException.ofStatus(status, null, CLOCK).orElseThrow();

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.status()).hasValue(status);
        assertThat(failure.sick()).isEqualTo(sick);
        assertThat(failure.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200", "202", "204", "299"})
    void every2xxIsSuccess(int status) {
        assertThat(DeliveryException.ofStatus(status, "5", CLOCK)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120|PT2M",
                "0|PT1S",
                "99999999999999999999|PT24H",
                "90000|PT24H",
                "Mon, 03 Feb 2025 10:05:00 GMT|PT5M",
                "Monday, 03-Feb-25 10:05:00 GMT|PT5M",
                "Mon Feb  3 10:05:00 2025|PT5M",
                "Mon, 03 Feb 2025 09:00:00 GMT|PT1S",
                "Tue, 03 Feb 2026 10:00:00 GMT|PT24H"
            })
    void retryAfterIsReadAsSecondsOrADateWithinBounds(String header, Duration expected) {
        assertThat(DeliveryException.ofStatus(503, header, CLOCK).orElseThrow().retryAfter())
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"302", "400", "401", "403", "408", "410", "413", "429", "500", "502", "503"})
    void retryAfterIsHonouredWhateverTheFailingStatus(int status) {
        assertThat(DeliveryException.ofStatus(status, "120", CLOCK)
                        .orElseThrow()
                        .retryAfter())
                .contains(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource({"-5", "soon", "1.5", "''"})
    void aRetryAfterThatCannotBeUnderstoodIsNone(String header) {
        assertThat(RetryAfter.parse(header, CLOCK)).isEmpty();
    }

    static Stream<Arguments> exceptions() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), FailureKind.UNREACHABLE),
                Arguments.of(new UnknownHostException("crm.example"), FailureKind.UNREACHABLE),
                Arguments.of(new SSLHandshakeException("PKIX path building failed"), FailureKind.UNREACHABLE),
                Arguments.of(new ConnectTimeoutException("Connect timed out"), FailureKind.UNREACHABLE),
                Arguments.of(new SocketTimeoutException("Connect timed out"), FailureKind.UNREACHABLE),
                Arguments.of(new SocketTimeoutException("Read timed out"), FailureKind.TIMED_OUT),
                Arguments.of(new RequestAbortedException("Request aborted"), FailureKind.TIMED_OUT),
                Arguments.of(new InterruptedIOException("timeout"), FailureKind.TIMED_OUT),
                Arguments.of(new java.util.concurrent.TimeoutException("late"), FailureKind.TIMED_OUT),
                Arguments.of(new SocketException("Connection reset"), FailureKind.UNREACHABLE),
                Arguments.of(new NoHttpResponseException("failed to respond"), FailureKind.UNREACHABLE),
                Arguments.of(new RefusedAddressException("no"), FailureKind.REFUSED_ADDRESS),
                Arguments.of(
                        new RuntimeException("HTTP operation failed invoking https://x/?k=1 with statusCode: 410"),
                        FailureKind.GONE),
                Arguments.of(new AuthenticationFailedException("535 5.7.8 no"), FailureKind.UNAUTHORIZED),
                Arguments.of(
                        new AuthenticationFailedException("No authentication mechanisms"), FailureKind.UNAUTHORIZED),
                Arguments.of(new AuthenticationFailedException("454 4.7.0 not now\r\n"), FailureKind.BUSY),
                Arguments.of(new AuthenticationFailedException("[EOF]"), FailureKind.UNREACHABLE),
                Arguments.of(
                        new AuthenticationFailedException(
                                "",
                                new MessagingException(
                                        "Exception reading response", new SocketTimeoutException("Read timed out"))),
                        FailureKind.TIMED_OUT),
                Arguments.of(
                        new MessagingException("Could not connect to SMTP host", new ConnectException("refused")),
                        FailureKind.UNREACHABLE),
                Arguments.of(
                        new MessagingException(
                                "Exception reading response", new SocketTimeoutException("Read timed out")),
                        FailureKind.TIMED_OUT),
                Arguments.of(
                        new SendFailedException("Invalid Addresses", new MessagingException("550 5.1.1 unknown")),
                        FailureKind.REJECTED),
                Arguments.of(
                        new SendFailedException(
                                "Invalid Addresses", null, new Address[0], new Address[0], new Address[0]),
                        FailureKind.REJECTED),
                Arguments.of(new SendFailedException("451 4.7.1 Try later"), FailureKind.BUSY),
                Arguments.of(new MessagingException("530 5.7.0 Authentication required"), FailureKind.UNAUTHORIZED),
                Arguments.of(new AddressException("Illegal address"), FailureKind.ROUTE_FAILED),
                Arguments.of(new MessagingException("something"), FailureKind.SERVER_ERROR),
                Arguments.of(new SQLException("gone", "08006"), FailureKind.UNREACHABLE),
                Arguments.of(new SQLException("Connection is closed"), FailureKind.UNREACHABLE),
                Arguments.of(
                        new SQLTransientConnectionException("Connection is not available"), FailureKind.UNREACHABLE),
                Arguments.of(
                        new SQLException("ON CONFLICT DO UPDATE command cannot affect row a second time", "21000"),
                        FailureKind.BAD_PAYLOAD),
                Arguments.of(new SQLException("too long", "22001"), FailureKind.BAD_PAYLOAD),
                Arguments.of(new SQLException("not null", "23502"), FailureKind.BAD_PAYLOAD),
                Arguments.of(new SQLException("RAISE in a trigger", "P0001"), FailureKind.BAD_PAYLOAD),
                Arguments.of(new SQLException("SIGNAL in a trigger", "45000"), FailureKind.BAD_PAYLOAD),
                Arguments.of(new SQLException("WITH CHECK OPTION", "44000"), FailureKind.BAD_PAYLOAD),
                Arguments.of(new SQLException("SQL Server: truncated", "S0001", 2628), FailureKind.BAD_PAYLOAD),
                Arguments.of(new SQLException("SQL Server: conversion", "S0005", 8114), FailureKind.BAD_PAYLOAD),
                Arguments.of(new SQLException("SQL Server: THROW", "S0001", 51000), FailureKind.BAD_PAYLOAD),
                Arguments.of(new SQLException("SQL Server: log-in", "S0001", 18456), FailureKind.UNAUTHORIZED),
                Arguments.of(new SQLException("SQL Server: no table", "S0002", 208), FailureKind.SERVER_ERROR),
                Arguments.of(new SQLException("serialization", "40001"), FailureKind.SERVER_ERROR),
                Arguments.of(new SQLException("password", "28P01"), FailureKind.UNAUTHORIZED),
                Arguments.of(new SQLException("no table", "42P01"), FailureKind.SERVER_ERROR),
                Arguments.of(
                        new BadSqlGrammarException("lookup", "", new SQLException("no table", "42P01")),
                        FailureKind.MISCONFIGURED),
                Arguments.of(
                        new BadSqlGrammarException("lookup", "", new SQLException("already exists", "42P05")),
                        FailureKind.SERVER_ERROR),
                Arguments.of(new SQLException("cancelled", "57014"), FailureKind.TIMED_OUT),
                Arguments.of(batch(new SQLException("too long", "22001")), FailureKind.BAD_PAYLOAD),
                Arguments.of(new IOException("unknown"), FailureKind.UNREACHABLE),
                Arguments.of(new IllegalStateException("no converter"), FailureKind.ROUTE_FAILED),
                Arguments.of(new NumberFormatException("2.5"), FailureKind.ROUTE_FAILED),
                Arguments.of(thrownIn("com.jcraft.jsch.ChannelSftp"), FailureKind.SERVER_ERROR),
                Arguments.of(thrownIn("com.example.Leads"), FailureKind.ROUTE_FAILED),
                Arguments.of(
                        new FileNotFoundException("Cannot find resource: file:routes/crm.mustache for URI: x"),
                        FailureKind.MISCONFIGURED),
                Arguments.of(
                        new FileNotFoundException("routes/crm.mustache does not exist"), FailureKind.MISCONFIGURED),
                Arguments.of(new FileNotFoundException("/full (No space left on device)"), FailureKind.UNREACHABLE),
                Arguments.of(new NoSuchBeanException("leads"), FailureKind.MISCONFIGURED),
                Arguments.of(new NoSuchLanguageException("jsonata"), FailureKind.MISCONFIGURED),
                Arguments.of(
                        new ResolveEndpointFailedException("nonsense:x", new IllegalArgumentException("no")),
                        FailureKind.MISCONFIGURED),
                Arguments.of(new NoClassDefFoundError("com/ibm/mq/Queue"), FailureKind.MISCONFIGURED));
    }

    static Stream<Arguments> exceptionsOfBrokers() {
        return Stream.of(
                Arguments.of(new RecordTooLargeException("of 2000000 bytes"), FailureKind.BAD_PAYLOAD),
                Arguments.of(new SerializationException("no"), FailureKind.BAD_PAYLOAD),
                Arguments.of(new SaslAuthenticationException("Authentication failed"), FailureKind.UNAUTHORIZED),
                Arguments.of(new SslAuthenticationException("PKIX path building failed"), FailureKind.UNREACHABLE),
                Arguments.of(new TopicAuthorizationException("Not authorized"), FailureKind.UNAUTHORIZED),
                Arguments.of(
                        new TimeoutException("Topic t not present in metadata after 1000 ms."),
                        FailureKind.UNREACHABLE),
                Arguments.of(
                        new TimeoutException(
                                "Topic t not present in metadata after 1000 ms.",
                                new UnknownTopicOrPartitionException("no")),
                        FailureKind.SERVER_ERROR),
                Arguments.of(
                        new TimeoutException("Expiring 1 record(s) for t-0:2000 ms has passed since batch creation"),
                        FailureKind.TIMED_OUT),
                Arguments.of(
                        new KafkaException(
                                "Failed to construct kafka producer",
                                new ConfigException("No resolvable bootstrap urls")),
                        FailureKind.UNREACHABLE),
                Arguments.of(new ConfigException("acks", "some"), FailureKind.MISCONFIGURED),
                Arguments.of(new NotEnoughReplicasException("1 of 2"), FailureKind.SERVER_ERROR),
                Arguments.of(new NetworkException("disconnected"), FailureKind.TIMED_OUT),
                Arguments.of(
                        new UncategorizedJmsException(
                                "Uncategorized",
                                jms("Failed to create session factory", new ActiveMQNotConnectedException("no"))),
                        FailureKind.UNREACHABLE),
                Arguments.of(new JMSSecurityException("AMQ229031: Unable to validate user"), FailureKind.UNAUTHORIZED),
                Arguments.of(jms("late", new ActiveMQConnectionTimedOutException("AMQ219014")), FailureKind.TIMED_OUT),
                Arguments.of(new ResourceAllocationException("AMQ229102: Address is full"), FailureKind.BUSY),
                Arguments.of(
                        new InvalidDestinationException("AMQ229017: Queue does not exist"), FailureKind.SERVER_ERROR),
                Arguments.of(new MessageFormatException("not a string"), FailureKind.BAD_PAYLOAD),
                Arguments.of(
                        jms("Could not connect to broker URL", new ConnectException("refused")),
                        FailureKind.UNREACHABLE),
                Arguments.of(new JMSException("something"), FailureKind.SERVER_ERROR),
                Arguments.of(new InterruptedException(), FailureKind.TIMED_OUT));
    }

    private static NullPointerException thrownIn(String type) {
        NullPointerException failure = new NullPointerException();
        failure.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.util.Objects", "requireNonNull", "Objects.java", 1),
            new StackTraceElement(type, "work", "Some.java", 1),
            new StackTraceElement("com.jcraft.jsch.Session", "run", "Session.java", 1)
        });
        return failure;
    }

    private static JMSException jms(String message, Exception cause) {
        JMSException failure = new JMSException(message);
        failure.initCause(cause);
        return failure;
    }

    private static SQLException batch(SQLException next) {
        SQLException batch = new BatchUpdateException("batch", null, 0, new int[0]);
        batch.setNextException(next);
        return batch;
    }

    @ParameterizedTest
    @MethodSource({"exceptions", "exceptionsOfBrokers"})
    void everyExceptionHasItsKindHoweverDeepItIsWrapped(Throwable thrown, FailureKind kind) {
        assertThat(DeliveryException.of(thrown).kind()).isEqualTo(kind);
        assertThat(DeliveryException.of(new RuntimeException("outer", new RuntimeException("inner", thrown)))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void aDeliveryExceptionAmongTheCausesIsHandedBack() {
        DeliveryException known = new DeliveryException(FailureKind.GONE, "gone");

        assertThat(DeliveryException.of(new RuntimeException(known))).isSameAs(known);
    }

    @Test
    void causesThatGoInACircleEnd() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);

        assertThat(DeliveryException.of(first).kind()).isEqualTo(FailureKind.ROUTE_FAILED);
    }

    @Test
    void theMessageIsOneShortLineWithoutSecretsOrPeoplesData() {
        String noisy = "Connect to https://u:s3cret@crm.example/h?key=s3cret failed\nsecond line " + "x".repeat(1000);

        assertThat(DeliveryException.of(new ConnectException(noisy)).getMessage())
                .isEqualTo("ConnectException: Connect to https://crm.example/h failed");
        assertThat(DeliveryException.of(new IOException("x".repeat(1000))).getMessage())
                .hasSize(300);
        assertThat(DeliveryException.of(new SQLException("Value too long: 'Ana 573001'", "22001"))
                        .getMessage())
                .isEqualTo("SQLException: SQL state 22001");
        assertThat(DeliveryException.of(new SQLException("Ana 573001 has no agent", "P0001"))
                        .getMessage())
                .isEqualTo("SQLException: SQL state P0001: a trigger or a view of the table refused the row");
        assertThat(DeliveryException.of(new SQLException("Table \"X\" not found; SQL statement:\nMERGE", "42S02"))
                        .getMessage())
                .isEqualTo("SQLException: Table \"X\" not found");
    }
}
