package org.clickrouter.ads;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days as exports and spreadsheets write them; whether 5/9 is in May is told by the other days of the file. */
final class AdDays {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})[-/.](\\d{1,2})[-/.](\\d{1,4})(?:[ T].*)?");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(\\d{1,2})[-/ ](?:de )?(\\p{L}{3})\\p{L}*\\.?[-/ ](?:de )?(\\d{2,4})(?: .*)?");
    private static final Pattern MONTH_FIRST = Pattern.compile("(\\p{L}{3})\\p{L}*\\.? (\\d{1,2}), (\\d{4})(?: .*)?");
    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("ene", 1),
            Map.entry("jan", 1),
            Map.entry("feb", 2),
            Map.entry("mar", 3),
            Map.entry("abr", 4),
            Map.entry("apr", 4),
            Map.entry("may", 5),
            Map.entry("jun", 6),
            Map.entry("jul", 7),
            Map.entry("ago", 8),
            Map.entry("aug", 8),
            Map.entry("sep", 9),
            Map.entry("set", 9),
            Map.entry("oct", 10),
            Map.entry("nov", 11),
            Map.entry("dic", 12),
            Map.entry("dec", 12));

    private final boolean monthFirst;

    AdDays(List<String> all) {
        monthFirst = all.stream().anyMatch(text -> {
            Matcher date = NUMBERS.matcher(text);
            return date.matches() && date.group(1).length() < 3 && Integer.parseInt(date.group(2)) > 12;
        });
    }

    /**
     * @return null where there is none
     * @throws IllegalArgumentException where it is no day
     */
    LocalDate of(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            Matcher numbers = NUMBERS.matcher(text);
            if (numbers.matches()) {
                int a = Integer.parseInt(numbers.group(1));
                int b = Integer.parseInt(numbers.group(2));
                int c = Integer.parseInt(numbers.group(3));
                return a > 31 ? LocalDate.of(a, b, c) : day(c, monthFirst ? a : b, monthFirst ? b : a);
            }
            Matcher dayFirst = DAY_FIRST.matcher(text);
            if (dayFirst.matches()) {
                return day(
                        Integer.parseInt(dayFirst.group(3)),
                        month(dayFirst.group(2)),
                        Integer.parseInt(dayFirst.group(1)));
            }
            Matcher first = MONTH_FIRST.matcher(text);
            if (first.matches()) {
                return day(Integer.parseInt(first.group(3)), month(first.group(1)), Integer.parseInt(first.group(2)));
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new IllegalArgumentException("day = " + text + ": is no day such as 2026-11-27 or 27/11/2026");
    }

    private static int month(String name) {
        return MONTHS.getOrDefault(name.toLowerCase(Locale.ROOT), 0);
    }

    private static LocalDate day(int year, int month, int day) {
        return LocalDate.of(year < 100 ? 2000 + year : year, month, day);
    }
}
