package org.clickrouter.doctor.finding;

/**
 * What a check says.
 *
 * @param topic what was looked at
 * @param sign how it turned out
 * @param subject such as the operation or the destination; empty where there is only one
 * @param text what was seen, without secrets
 * @param remedy what to do; empty where nothing is to be done
 */
public record Finding(Topic topic, Sign sign, String subject, String text, String remedy) {

    public static Finding good(Topic topic, String subject, String text) {
        return new Finding(topic, Sign.GOOD, subject, text, "");
    }

    public static Finding warning(Topic topic, String subject, String text, String remedy) {
        return new Finding(topic, Sign.WARNING, subject, text, remedy);
    }

    public static Finding bad(Topic topic, String subject, String text, String remedy) {
        return new Finding(topic, Sign.BAD, subject, text, remedy);
    }

    public static Finding skipped(Topic topic, String subject, String text) {
        return new Finding(topic, Sign.SKIPPED, subject, text, "");
    }
}
