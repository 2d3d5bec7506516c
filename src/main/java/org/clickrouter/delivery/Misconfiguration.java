package org.clickrouter.delivery;

import java.io.FileNotFoundException;
import java.util.List;
import java.util.Set;

/**
 * Exceptions by which Camel and Java say that a route or its settings are wrong, whatever the message is. Those of
 * Camel are known by their names, since this package does not know Camel.
 */
final class Misconfiguration {

    private static final Set<String> OF_CAMEL = Set.of(
            "ResolveEndpointFailedException",
            "NoSuchEndpointException",
            "FailedToCreateProducerException",
            "NoSuchBeanException",
            "MethodNotFoundException",
            "NoSuchLanguageException",
            "ExpressionIllegalSyntaxException",
            "PropertyBindingException");

    private static final String BAD_STATEMENT = "org.springframework.jdbc.BadSqlGrammarException";

    private Misconfiguration() {}

    static boolean isOne(Throwable link) {
        return link instanceof ClassNotFoundException || link instanceof LinkageError || isOfCamel(link.getClass());
    }

    private static boolean isOfCamel(Class<?> type) {
        return type != Throwable.class
                && (type.getName().startsWith("org.apache.camel.") && OF_CAMEL.contains(type.getSimpleName())
                        || isOfCamel(type.getSuperclass()));
    }

    /**
     * A statement of a lookup that the database does not understand, or that names what is not there. Statements of the
     * SQL destination are ours, so there it is the table that is not as it was.
     */
    static boolean isBadStatement(List<Throwable> chain) {
        return chain.stream().anyMatch(link -> link.getClass().getName().equals(BAD_STATEMENT));
    }

    /** A template or script that is not there; Camel says so by an exception that also means a full disk. */
    static boolean isMissingResource(Throwable link) {
        return link instanceof FileNotFoundException
                && String.valueOf(link.getMessage()).matches("(?s)Cannot find resource.*|.* does not exist");
    }
}
