package org.clickrouter.ads;

import java.math.BigDecimal;
import java.util.List;

/**
 * Amounts as people of one file write them: {@code 1,234.50}, {@code 1.234,50}, {@code $ 12.000}. Whether a single
 * separator before three digits is one of thousands is told by the other amounts of the file. Where none tells, it is:
 * no currency of the ads managers has thousandths.
 */
final class Amounts {

    private final char decimal;

    /** @param separator of the file's cells: where nothing else tells, a semicolon means that the comma is decimal */
    Amounts(List<String> all, char separator) {
        char found = 0;
        char unsure = 0;
        for (String text : all) {
            String amount = digits(text);
            int last = Math.max(amount.lastIndexOf(','), amount.lastIndexOf('.'));
            if (last < 0 || of(amount, '.') == null && of(amount, ',') == null) {
                continue;
            }
            char c = amount.charAt(last);
            char other = c == ',' ? '.' : ',';
            if (amount.indexOf(c) < last) {
                found = other;
            } else if (amount.indexOf(other) >= 0 || amount.length() - last - 1 != 3 || amount.startsWith("0")) {
                found = c;
            } else {
                unsure = other;
            }
        }
        this.decimal = found != 0 ? found : unsure != 0 ? unsure : separator == ';' ? ',' : '.';
    }

    /** @return null where it is no amount */
    BigDecimal of(String text) {
        return of(digits(text), decimal);
    }

    private static BigDecimal of(String amount, char decimal) {
        String thousands = decimal == ',' ? "." : ",";
        boolean grouped = amount.matches("\\d{1,3}([.,]\\d{3})+([.,]\\d{1,8})?");
        if (amount.contains(thousands) && !grouped) {
            return null;
        }
        String plain = amount.replace(thousands, "").replace(decimal, '.');
        return plain.matches("\\d{1,15}(\\.\\d{1,8})?") ? new BigDecimal(plain) : null;
    }

    /** Without spaces and the currency: S/, R$, US$, Gs., COP. */
    private static String digits(String text) {
        return text.replaceAll("[\\s\u00A0\u202F'’]", "")
                .replaceAll("^(?:\\p{L}{1,3}[./]?)?\\p{Sc}?(?:[A-Za-z]{3})?(?=\\d)", "")
                .replaceAll("(?<=\\d)\\p{Sc}?(?:(?!(?i)mil)[A-Za-z]{3})?$", "");
    }
}
