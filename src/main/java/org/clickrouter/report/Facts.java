package org.clickrouter.report;

/**
 * What clicks are counted by, beside ad and code: each without outer white space, and empty where the record says
 * nothing of it ({@code -} and {@code 0} among that).
 *
 * @param sourceType {@code source_type}
 * @param mediaType {@code media_type}
 * @param routingPoint {@code rp_id}
 * @param agent {@code agent_id}
 */
public record Facts(String sourceType, String mediaType, String routingPoint, String agent) {

    /** What a click is counted by that keeps what it had: all null. */
    public static final Facts AS_BEFORE = new Facts(null, null, null, null);

    static Facts of(String sourceType, String mediaType, String routingPoint, String agent) {
        return new Facts(said(sourceType), said(mediaType), said(routingPoint), said(agent));
    }

    private static String said(String value) {
        String text = value.strip();
        return text.equals("-") || text.equals("0") ? "" : text;
    }
}
