package org.clickrouter.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the exceptions of Kafka's and JMS's clients mean. They are known by their names alone: a bundle without those
 * clients is whole.
 */
final class BrokerFailures {

    private static final Pattern KAFKA = Pattern.compile("org\\.apache\\.kafka\\..*");
    private static final Pattern JMS =
            Pattern.compile("(jakarta\\.jms|org\\.springframework\\.jms|org\\.apache\\.activemq)\\..*");

    private static final Map<String, FailureKind> EXACT = new LinkedHashMap<>();
    private static final Map<String, FailureKind> ROUGH = Map.of(
            "KafkaException", FailureKind.SERVER_ERROR,
            "JMSException", FailureKind.SERVER_ERROR,
            "JmsException", FailureKind.SERVER_ERROR,
            "ActiveMQException", FailureKind.SERVER_ERROR);

    static {
        // This message, whatever the destination's health.
        for (String name : new String[] {
            "RecordTooLargeException",
            "RecordBatchTooLargeException",
            "SerializationException",
            "InvalidRecordException",
            "MessageFormatException",
            "MessageConversionException",
            "ActiveMQLargeMessageException"
        }) {
            EXACT.put(name, FailureKind.BAD_PAYLOAD);
        }
        EXACT.put("ConfigException", FailureKind.MISCONFIGURED);
        EXACT.put("PolicyViolationException", FailureKind.REJECTED);
        // Any message, as long as nobody changes something there.
        for (String name : new String[] {
            "AuthenticationException",
            "AuthorizationException",
            "JMSSecurityException",
            "JmsSecurityException",
            "ActiveMQSecurityException"
        }) {
            EXACT.put(name, FailureKind.UNAUTHORIZED);
        }
        for (String name : new String[] {
            "UnknownTopicOrPartitionException",
            "InvalidTopicException",
            "UnsupportedVersionException",
            "ActiveMQNonExistentQueueException",
            "ActiveMQAddressDoesNotExistException",
            "InvalidDestinationException"
        }) {
            EXACT.put(name, FailureKind.SERVER_ERROR);
        }
        for (String name : new String[] {
            "ThrottlingQuotaExceededException", "ActiveMQAddressFullException", "ResourceAllocationException"
        }) {
            EXACT.put(name, FailureKind.BUSY);
        }
        for (String name : new String[] {
            "SslAuthenticationException",
            "DisconnectException",
            "ActiveMQNotConnectedException",
            "ActiveMQDisconnectedException",
            "ActiveMQObjectClosedException",
            "ActiveMQUnBlockedException",
            "ActiveMQSessionCreationException"
        }) {
            EXACT.put(name, FailureKind.UNREACHABLE);
        }
        // NetworkException: the client of Kafka tries again until its time is over, and which of the two it tells then
        // is
        // chance.
        for (String name : new String[] {
            "TimeoutException",
            "NetworkException",
            "InterruptException",
            "ActiveMQConnectionTimedOutException",
            "ActiveMQInterruptedException"
        }) {
            EXACT.put(name, FailureKind.TIMED_OUT);
        }
    }

    private BrokerFailures() {}

    /** The kind of an exception that says what happened; null for others, and for mere wrappers. */
    static FailureKind exact(Throwable link) {
        FailureKind kind = named(link, EXACT);
        if (kind == FailureKind.MISCONFIGURED
                && String.valueOf(link.getMessage()).startsWith("No resolvable bootstrap")) {
            // Brokers whose names are not known now.
            return FailureKind.UNREACHABLE;
        }
        if (kind != FailureKind.TIMED_OUT) {
            return kind;
        }
        // Kafka waits in vain for a topic that does not exist, and says why below; or for brokers that do not answer.
        FailureKind below = link.getCause() == null ? null : named(link.getCause(), EXACT);
        boolean neverConnected = String.valueOf(link.getMessage()).contains("not present in metadata");
        return below != null ? below : neverConnected ? FailureKind.UNREACHABLE : kind;
    }

    /** The kind of a wrapper, for when nothing below it says more. */
    static FailureKind rough(Throwable link) {
        return named(link, ROUGH);
    }

    private static FailureKind named(Throwable link, Map<String, FailureKind> kinds) {
        for (Class<?> type = link.getClass(); type != Throwable.class; type = type.getSuperclass()) {
            if ((KAFKA.matcher(type.getName()).matches()
                            || JMS.matcher(type.getName()).matches())
                    && kinds.containsKey(type.getSimpleName())) {
                return kinds.get(type.getSimpleName());
            }
        }
        return null;
    }
}
