package org.clickrouter.settings.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.clickrouter.signing.StandardWebhooks;
import org.clickrouter.text.Durations;

/** The kinds of value that settings take, each with its rule in words and as code: texts, numbers, times, lists. */
public final class Kinds {

    public static final Pattern OPERATION_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TIER = Pattern.compile("[^/]+/[^/]+");
    private static final String UNITS = "(units ms, s, m, h, d)";

    private Kinds() {}

    public static Kind text() {
        return Kind.of("text", "must be one line of text", Kinds::printable);
    }

    public static Kind secret() {
        return Kind.of("secret", "must be one line of text", Kinds::printable).hidden();
    }

    /** A secret that travels in an HTTP header, where nothing but printable ASCII arrives as it was sent. */
    public static Kind headerSecret() {
        return Kind.of(
                        "secret",
                        "must be printable ASCII characters without spaces",
                        value -> value.matches("[\\x21-\\x7e]+"))
                .hidden();
    }

    /**
     * Signing secrets; Standard Webhooks writes one as whsec_ and Base64, a private key as whsk_ and Base64; any other
     * text is taken as it is; several are separated by spaces or commas.
     */
    public static Kind signingSecret() {
        return Kind.of(
                        "secret",
                        "must be one line of text; what follows whsec_ must be Base64, and what follows whsk_ Base64 of an Ed25519 key; several are separated by spaces",
                        value ->
                                printable(value) && parses(StandardWebhooks::of).test(value))
                .hidden();
    }

    public static Kind duration(String least, String most) {
        Duration from = Durations.parse(least);
        Duration to = Durations.parse(most);
        return Kind.of(
                "duration",
                "must be a duration such as 500ms, 30s, 5m, 24h or 7d, from " + least + " to " + most + " " + UNITS,
                value -> parses(Durations::parse).test(value)
                        && Durations.parse(value).compareTo(from) >= 0
                        && Durations.parse(value).compareTo(to) <= 0);
    }

    /**
     * A duration that may be left out; nothing and 0 mean the same.
     *
     * @param zero what 0 means
     */
    public static Kind durationOrNothing(String least, String most, String zero) {
        Kind duration = duration(least, most);
        return new Kind(
                "duration",
                duration.rule() + ", or 0 " + zero,
                false,
                value -> value.isEmpty()
                        || value.matches("0(ms|s|m|h|d)?")
                        || duration.accepts().test(value),
                value -> value.equals("0") ? "0s" : value);
    }

    public static Kind integer(int least, int most) {
        return Kind.of(
                "integer",
                "must be a whole number from " + least + " to " + most,
                value -> value.matches("-?\\d{1,9}")
                        && Integer.parseInt(value) >= least
                        && Integer.parseInt(value) <= most);
    }

    /** A number from 0 to the most; zero itself only where it is allowed. */
    public static Kind number(boolean zero, int most) {
        return Kind.of(
                "number",
                "must be a number " + (zero ? "from 0" : "above 0 and up") + " to " + most
                        + ", with a point for decimals",
                value -> value.matches("\\d{1,9}(\\.\\d{1,18})?|\\.\\d{1,18}")
                        && new BigDecimal(value).compareTo(BigDecimal.valueOf(most)) <= 0
                        && (zero || new BigDecimal(value).signum() > 0));
    }

    public static Kind zone() {
        return Kind.of("zone", "must be a time zone such as America/Bogota or -05:00", parses(ZoneId::of));
    }

    public static Kind list() {
        return Kind.of(
                "list", "must be a comma-separated list in one line", value -> value.isEmpty() || printable(value));
    }

    /** Times of a day, such as 08:00,17:00. */
    public static Kind timesOfDay() {
        return Kind.of(
                "times",
                "must be a time of day such as 08:00, or several, separated by commas",
                value -> !Items.of(value).isEmpty()
                        && Items.of(value).stream().allMatch(time -> time.matches("([01]\\d|2[0-3]):[0-5]\\d")));
    }

    public static Kind path() {
        return Kind.of(
                "path",
                "must be the path of a file",
                value -> printable(value) && parses(java.nio.file.Path::of).test(value));
    }

    /** @param free whether a name is no word of a setting */
    public static Kind operationName(Predicate<String> free) {
        return Kind.of(
                "name",
                "must be 1 to 64 letters, digits, _ or -, and no word of a setting, such as token or server",
                name -> isOperationName(name, free));
    }

    /** @param free whether a name is no word of a setting */
    public static Kind operationNames(Predicate<String> free) {
        return Kind.of(
                "list",
                "must be a comma-separated list of different names, each 1 to 64 letters, digits, _ or -, and no word of a setting, such as token or server",
                value -> Items.of(value).stream().allMatch(name -> isOperationName(name, free))
                        && distinct(Items.of(value)));
    }

    public static Kind tiers() {
        return Kind.of(
                "tiers",
                "must be a comma-separated list of span/every, such as 6h/30m,48h/6h " + UNITS
                        + ", or empty for no re-reads",
                value -> Items.of(value).stream()
                        .allMatch(tier -> TIER.matcher(tier).matches()
                                && Arrays.stream(tier.split("/")).allMatch(Kinds::positive)));
    }

    public static Kind retries() {
        return Kind.of(
                "retry schedule",
                "must be a comma-separated list of 1 to 100 waits above zero, such as 5s,5m,30m " + UNITS,
                value -> Items.split(value).size() <= 100
                        && Items.split(value).stream().allMatch(Kinds::positive));
    }

    /** HTTP statuses that speak of one message, not of the receiver. */
    public static Kind statuses() {
        return Kind.of(
                "statuses",
                "must be a comma-separated list of statuses from 400 to 499, such as 400,422, and none of 401, 403, 407,"
                        + " 408, 410, 429, which speak of the receiver",
                value -> Items.of(value).stream()
                        .allMatch(status -> status.matches("4\\d\\d")
                                && !List.of("401", "403", "407", "408", "410", "429")
                                        .contains(status)));
    }

    public static Kind oneOf(String... values) {
        List<String> known = List.of(values);
        return new Kind(
                "enum",
                "must be one of " + String.join(", ", values),
                false,
                value -> known.stream().anyMatch(value::equalsIgnoreCase),
                value -> known.stream()
                        .filter(value::equalsIgnoreCase)
                        .findFirst()
                        .orElse(value));
    }

    /** @param free whether a name is no word of a setting */
    public static boolean isOperationName(String name, Predicate<String> free) {
        return OPERATION_NAME.matcher(name).matches() && free.test(name);
    }

    static boolean printable(String value) {
        return !value.isEmpty() && value.chars().noneMatch(Character::isISOControl);
    }

    private static boolean positive(String duration) {
        return parses(Durations::parse).test(duration)
                && !Durations.parse(duration).isZero();
    }

    private static boolean distinct(List<String> items) {
        return items.stream().distinct().count() == items.size();
    }

    private static Predicate<String> parses(Consumer<String> parser) {
        return value -> {
            try {
                parser.accept(value);
                return true;
            } catch (RuntimeException refused) {
                return false;
            }
        };
    }
}
