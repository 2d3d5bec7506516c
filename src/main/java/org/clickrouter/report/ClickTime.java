package org.clickrouter.report;

/**
 * A click's date as milliseconds. Only neighbourhood in an index rests on it, so that it is lenient and knows no zone.
 */
final class ClickTime {
    private static final int[] DASHED = {0, 5, 8, 11, 14, 17};
    private static final int[] DIGITS = {0, 4, 6, 8, 10, 12};

    private ClickTime() {}

    /**
     * Reads {@code yyyy-MM-dd HH:mm:ss} (or with T, what follows ignored) and {@code yyyyMMddHHmmss} as UTC; 0 for
     * anything else.
     */
    static long millis(String date) {
        int length = date.length();
        boolean dashed = length >= 19
                && date.charAt(4) == '-'
                && date.charAt(7) == '-'
                && (date.charAt(10) == ' ' || date.charAt(10) == 'T')
                && date.charAt(13) == ':'
                && date.charAt(16) == ':';
        if (!dashed && length != 14) {
            return 0;
        }
        int[] at = dashed ? DASHED : DIGITS;
        int year = number(date, at[0], 4);
        int month = number(date, at[1], 2);
        int day = number(date, at[2], 2);
        int hour = number(date, at[3], 2);
        int minute = number(date, at[4], 2);
        int second = number(date, at[5], 2);
        if (year < 1970
                || month < 1
                || month > 12
                || day < 1
                || day > 31
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 60) {
            return 0;
        }
        return (((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1000;
    }

    /** Days since 1970-01-01, counted in years that begin in March so that the leap day comes last. */
    private static long days(int year, int month, int day) {
        int years = month > 2 ? year : year - 1;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return 365L * years + years / 4 - years / 100 + years / 400 + dayOfYear - 719_468;
    }

    private static int number(String text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
