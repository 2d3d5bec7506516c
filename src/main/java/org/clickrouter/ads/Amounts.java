package org.clickrouter.ads;

import java.math.BigDecimal;
import java.util.List;

/**
 * Amounts as people of one file write them: {@code 1,234.50}, {@code 1.234,50}, {@code $ 12.000}. Whether a single
 * separator before three digits is one of thousands is told by the other amounts of the file.
 */
final class Amounts {

    private final char decimal;

    /** @param separator of the file's cells: where nothing else tells, a semicolon means that the comma is decimal */
    Amounts(List<String> all, char separator) {
        char found = 0;
        for (String text : all) {
            String amount = digits(text);
            int last = Math.max(amount.lastIndexOf(','), amount.lastIndexOf('.'));
            if (last < 0) {
                continue;
            }
            char c = amount.charAt(last);
            char other = c == ',' ? '.' : ',';
            if (amount.indexOf(c) < last) {
                found = other;
            } else if (amount.indexOf(other) >= 0 || amount.length() - last - 1 != 3) {
                found = c;
            }
        }
        this.decimal = found != 0 ? found : separator == ';' ? ',' : '.';
    }

    /** @return null where it is no amount */
    BigDecimal of(String text) {
        String amount = digits(text);
        String plain = amount.replace(decimal == ',' ? "." : ",", "").replace(decimal, '.');
        return plain.matches("\\d{1,15}(\\.\\d{1,8})?") ? new BigDecimal(plain) : null;
    }

    private static String digits(String text) {
        return text.replaceAll("(?i)[\\s\\u00A0\\u202F$€£']|[a-z]{2,3}\\b|\\b[a-z]{2,3}", "");
    }
}
