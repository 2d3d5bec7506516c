package org.clickrouter.console.chart;

/** What all charts share. */
final class Svg {

    private Svg() {}

    static String open(int width, int height, String kind, String label) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" class=\"" + kind + "\" width=\"" + width
                + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height + "\" aria-label=\""
                + text(label) + "\"><title>" + text(label) + "</title>";
    }

    static String rect(int x, int y, int width, int height) {
        return "<rect x=\"" + x + "\" y=\"" + y + "\" width=\"" + width + "\" height=\"" + height + "\"/>";
    }

    /** @param anchor start, middle or end */
    static String label(int x, int y, String anchor, String text) {
        return "<text x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\">" + text(text) + "</text>";
    }

    /** Text that may come from a click, as text of XML. */
    static String text(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(Character.isISOControl(c) ? " " : Character.toString(c));
            }
        });
        return safe.toString();
    }
}
