package org.clickrouter.vault;

import org.clickrouter.text.OneLine;
import org.clickrouter.text.RootCause;

/** Why a secret could not be had, in a line that never holds it. */
final class LookupFailure {

    static final String NOTHING = "there is no such secret, or no such field in it";

    private LookupFailure() {}

    static String line(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String type = t.getClass().getName();
            if (type.matches("(?i).*(json|jackson|parse|NumberFormat).*")) {
                // A parser's message quotes what it could not read, and that is the secret.
                return "what it holds is no JSON object, so it has no fields";
            }
            if (t instanceof NullPointerException) {
                // What Camel's function for HashiCorp's Vault makes of a secret that is not there.
                return NOTHING;
            }
            if (t instanceof LinkageError) {
                return "a jar that the function needs is missing in lib/: " + OneLine.of(t.getMessage(), 200);
            }
        }
        String line = RootCause.line(failure);
        String type = failure.getClass().getSimpleName();
        return line.equals(type) || line.matches(".*\\s.*") ? line : type + ": " + line;
    }
}
