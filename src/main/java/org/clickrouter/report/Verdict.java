package org.clickrouter.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.report.failure.AnswerTable;
import org.clickrouter.report.failure.ConnectionTrouble;
import org.clickrouter.report.failure.Secrets;

/** Turns what was seen of an answer (status, envelope, the way its reading ended) into its kind or its failure. */
final class Verdict {
    private static final int SHOWN = 200;
    private static final Set<String> NO_ERROR = Set.of("", "null", "false", "0", "200", "[]", "{}", "none");

    private final int status;
    private final AnswerLimits limits;
    private final Secrets secrets;
    private final Body body;

    Verdict(int status, AnswerLimits limits, Body body) {
        this.status = status;
        this.limits = limits;
        this.secrets = new Secrets(limits.secrets());
        this.body = body;
    }

    /** An answer whose HTTP status says success, read to its end. */
    AnswerKind whole(AnswerParser seen, long records) {
        int code = code(seen);
        boolean success = success(code);
        if (success && !NO_ERROR.contains(seen.error().toLowerCase(Locale.ROOT))) {
            code = AnswerTable.UNKNOWN;
            success = false;
        }
        if (success) {
            if (!seen.data()) {
                throw trouble("no data in the answer", records);
            }
            if (seen.code().isEmpty() && records == 0) {
                // Without a code only records speak for success; an empty answer must say that it is one.
                throw trouble("neither a code nor records in the answer", records);
            }
            return records > 0 ? AnswerKind.RECORDS : AnswerKind.EMPTY;
        }
        AnswerKind kind = AnswerTable.classify(code, said(seen));
        if (kind == AnswerKind.EMPTY && records > 0) {
            throw trouble("the answer says that it is empty, and is not", records);
        }
        if (kind.failure()) {
            throw new AnswerException(kind, says(seen));
        }
        return kind;
    }

    /** An answer whose HTTP status says failure; {@code json} tells whether the body was a whole JSON object. */
    AnswerKind status(AnswerParser seen, boolean json) {
        int code = json ? code(seen) : 0;
        // "Not found" and "bad request" are vague: a code that names the refusal knows better.
        boolean vague = (status == 400 || status == 404) && (code == 401 || code == 403 || code == 429);
        AnswerKind kind = AnswerTable.classify(vague ? code : status, json ? said(seen) : "");
        if (kind.failure()) {
            throw new AnswerException(
                    kind, json && !said(seen).isBlank() ? says(seen) : "HTTP " + status + ": " + shownBody());
        }
        return kind;
    }

    /** An answer whose reading broke off. */
    AnswerException broken(Exception failure, long records) {
        if (failure instanceof Body.TooLarge) {
            return new AnswerException(
                    AnswerKind.TOO_LARGE, "HTTP " + status + ", " + failure.getMessage() + after(records));
        }
        if (failure instanceof StreamConstraintsException) {
            // A value of megabytes: asking again would bring it again, a shorter window leaves the other records
            // readable.
            return new AnswerException(
                    AnswerKind.TOO_LARGE,
                    "HTTP " + status + ", a single value is too large or too deep to be read: "
                            + detail((JsonProcessingException) failure) + after(records));
        }
        if (failure instanceof JsonEOFException) {
            return trouble("the answer was cut short after " + body.count() + " bytes", records);
        }
        if (failure instanceof JsonProcessingException json) {
            return trouble(
                    body.head().strip().startsWith("<") ? "an HTML page instead of JSON" : detail(json), records);
        }
        if (failure instanceof RuntimeException && !(failure instanceof UncheckedIOException)) {
            // Ours, or an answer made to harm: quick retries would help neither.
            return new AnswerException(
                    AnswerKind.BAD_REQUEST,
                    "HTTP " + status + ", the answer could not be read" + after(records) + ": "
                            + secrets.clean(failure.toString(), SHOWN));
        }
        return ConnectionTrouble.diagnose(failure, secrets, body.count() > 0);
    }

    private String detail(JsonProcessingException failure) {
        return "not well-formed: " + secrets.clean(failure.getOriginalMessage(), SHOWN / 2);
    }

    private AnswerException trouble(String what, long records) {
        return new AnswerException(
                AnswerKind.SERVER_TROUBLE, "HTTP " + status + ", " + what + after(records) + ": " + shownBody());
    }

    private static String after(long records) {
        return records == 0 ? "" : ", after " + records + " records";
    }

    private String shownBody() {
        String shown = secrets.clean(body.head(), SHOWN);
        return shown.isEmpty() ? "(empty body)" : shown;
    }

    private String says(AnswerParser seen) {
        String code = seen.code().isEmpty() ? "" : ", code " + secrets.clean(seen.code(), 20);
        return "HTTP " + status + code + ": " + secrets.clean(said(seen), SHOWN);
    }

    private static String said(AnswerParser seen) {
        return NO_ERROR.contains(seen.error().toLowerCase(Locale.ROOT))
                ? seen.message()
                : seen.message() + " " + seen.error();
    }

    /** The body's code; where that says nothing or success, an error that is a number of failure. */
    private static int code(AnswerParser seen) {
        String text = seen.code();
        int code = text.isEmpty() || text.equals("null")
                ? 200
                : text.matches("\\d{1,3}") ? Integer.parseInt(text) : AnswerTable.UNKNOWN;
        return success(code) && seen.error().matches("[345]\\d\\d") ? Integer.parseInt(seen.error()) : code;
    }

    private static boolean success(int code) {
        return code == 0 || code >= 200 && code <= 299;
    }
}
