package org.clickrouter.certificate;

import java.util.List;
import java.util.stream.Collectors;

/** A {@link Certificate} for people: one HTML file without anything from elsewhere. */
public final class CertificatePage {

    private CertificatePage() {}

    /**
     * @param sha256 of the signed file, in hex
     * @param signature in Base64
     */
    public static String html(Certificate of, String sha256, String signature) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Certificate of reading: %1$s, %2$s to %3$s</title>
                <style>body{font:15px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em}
                table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2em .6em;text-align:left}
                code{word-break:break-all}</style></head><body>
                <h1>Certificate of reading</h1>
                <p>Operation <b>%1$s</b>, from <b>%2$s</b> to <b>%3$s</b> (%4$s). Written by Click Router %5$s at %6$s.</p>
                """.formatted(
                                text(of.operation()),
                                text(of.from()),
                                text(of.to()),
                                text(of.zone()),
                                text(of.product()),
                                text(of.issuedAt()))
                + reading(of)
                + days(of.days())
                + clicks(of)
                + """
                <h2>Signature</h2>
                <p>This page says what the signed file says, whose SHA-256 is <code>%s</code>. Its Ed25519 signature is
                <code>%s</code>, by the key with the fingerprint <code>%s</code>. Only the file and its signature prove
                anything: <code>click-router certificate --verify FILE --key PUBLIC-KEY</code>.</p>
                </body></html>
                """.formatted(text(sha256), text(signature.strip()), text(of.key()));
    }

    private static String reading(Certificate of) {
        Certificate.Reading reading = of.reading();
        return "<h2>Read</h2>\n<p>" + reading.secondsRead() + " of " + reading.seconds() + " seconds.</p>\n"
                + table(
                        List.of("From", "To", "Last read"),
                        reading.stretches().stream()
                                .map(s -> List.of(s.from(), s.to(), s.readAt()))
                                .toList())
                + (reading.gaps().isEmpty()
                        ? "<p>No gap is known.</p>\n"
                        : "<h3>Gaps</h3>\n"
                                + table(
                                        List.of("From", "To", "Kind", "Reason", "Tries"),
                                        reading.gaps().stream()
                                                .map(g -> List.of(
                                                        g.from(),
                                                        g.to(),
                                                        g.kind(),
                                                        g.reason(),
                                                        String.valueOf(g.tries())))
                                                .toList()));
    }

    private static String days(List<Certificate.Day> days) {
        return "<h2>Days</h2>\n"
                + table(
                        List.of("Day", "State", "Clicks here", "Clicks at the vendor", "Asked", "Not comparable"),
                        days.stream()
                                .map(d -> List.of(
                                        d.day(),
                                        d.state(),
                                        String.valueOf(d.clicks()),
                                        d.theirs() == null ? "" : String.valueOf(d.theirs()),
                                        d.askedAt() == null ? "" : d.askedAt(),
                                        d.notComparable() == null ? "" : d.notComparable()))
                                .toList());
    }

    private static String clicks(Certificate of) {
        return "<h2>Clicks</h2>\n<p>" + of.clicks().records() + " clicks, "
                + of.clicks().coded() + " with a code, "
                + of.clicks().revisions() + " revisions. Hash of all of them: <code>"
                + text(of.clicks().sha256()) + "</code></p>\n<h2>Deliveries</h2>\n"
                + table(
                        List.of("Destination", "Delivered", "Waiting", "Dead"),
                        of.deliveries().stream()
                                .map(d -> List.of(
                                        d.destination(),
                                        String.valueOf(d.delivered()),
                                        String.valueOf(d.pending()),
                                        String.valueOf(d.dead())))
                                .toList());
    }

    private static String table(List<String> heads, List<List<String>> rows) {
        return rows.isEmpty()
                ? "<p>None.</p>\n"
                : "<table><tr>" + cells("th", heads) + "</tr>\n"
                        + rows.stream()
                                .map(row -> "<tr>" + cells("td", row) + "</tr>\n")
                                .collect(Collectors.joining())
                        + "</table>\n";
    }

    private static String cells(String tag, List<String> texts) {
        return texts.stream()
                .map(one -> "<" + tag + ">" + text(one) + "</" + tag + ">")
                .collect(Collectors.joining());
    }

    /** Reasons of gaps hold what an API answered. */
    private static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
