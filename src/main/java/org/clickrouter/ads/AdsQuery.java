package org.clickrouter.ads;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.clickrouter.store.counts.Counts;
import org.clickrouter.store.counts.Counts.Count;
import org.clickrouter.store.counts.Counts.Group;
import org.clickrouter.store.counts.Dimension;

/** Makes the figures of the counts. */
public final class AdsQuery {

    /** Names of the delays, in the order of the counts. */
    static final List<String> WITHIN = List.of("1h", "6h", "24h", "48h", "7d", "later");

    private static final int SILENT_DAYS = 3;
    private static final int ENOUGH_CLICKS = 10;

    private final Counts counts;
    private final Set<String> uncoded;
    private final CodeGroups codes;
    private final AdSpend spend;
    private final LocalDate today;

    /**
     * @param uncoded values of cod_act that mean none
     * @param today in the operation's zone
     */
    public AdsQuery(Counts counts, Set<String> uncoded, CodeGroups codes, AdSpend spend, LocalDate today) {
        this.counts = counts;
        this.uncoded = uncoded;
        this.codes = codes;
        this.spend = spend;
        this.today = today;
    }

    /** @param spender the operation that alone is paid for; empty: all that the export has counts */
    public AdsReport report(AdsRequest asked, String spender) {
        LocalDate end = asked.to().isAfter(today) ? today : asked.to();
        // The two that the pictures need serve for the lines by days and hours and for the total, too: each count of
        // a year reads thousands of rows, and the clicks of the days that are not counted yet.
        List<Count> byDay = count(asked, Dimension.ALL, Group.DAY);
        List<Count> byHour = count(asked, Dimension.HOUR, Group.WEEKDAY_NAME);
        List<Count> counted =
                switch (asked.by().dimension) {
                    case ALL -> byDay;
                    case HOUR -> byHour;
                    default -> count(asked, asked.by().dimension, Group.NAME);
                };
        // The ads of a year are thousands of counts: not for an export that is not there, and not twice.
        List<Count> clicked = asked.by().dimension == Dimension.AD
                ? counted
                : spend.there() ? count(asked, Dimension.AD, Group.NAME) : List.<Count>of();
        Set<String> ads = clicked.stream().map(Count::group).collect(Collectors.toCollection(TreeSet::new));
        Costs costs = new Costs(spend, asked, spender, ads);
        Map<String, List<Count>> byName = new TreeMap<>();
        counted.forEach(count -> byName.computeIfAbsent(group(asked.by(), count.group(), costs), n -> new ArrayList<>())
                .add(count));
        List<AdsReport.Line> lines = new ArrayList<>();
        byName.forEach((name, all) -> {
            String shown = name(asked.by(), name);
            lines.add(line(shown, costs.label(shown), all, asked.by().rests() ? null : end, costs.of(name)));
        });
        lines.sort(order(asked.by()));
        return new AdsReport(
                asked.from().toString(),
                asked.to().toString(),
                asked.by().key(),
                asked.operation(),
                line("", "", byDay, end, costs.all()),
                lines,
                codes(byDay),
                days(byDay),
                week(byHour),
                costs.export());
    }

    private List<Count> count(AdsRequest asked, Dimension dimension, Group group) {
        return counts.of(dimension, group, asked.operation(), asked.from(), asked.to());
    }

    /** @param end null: what cannot fall silent */
    private AdsReport.Line line(String name, String label, List<Count> all, LocalDate end, BigDecimal spent) {
        long clicks = sum(all.stream().map(Count::clicks).toList());
        long coded = 0;
        long won = 0;
        BigDecimal value = BigDecimal.ZERO;
        Map<String, Long> byCode = new TreeMap<>();
        for (Count count : all) {
            byCode.merge(uncoded.contains(count.code()) ? "" : count.code(), count.clicks(), Long::sum);
            if (!uncoded.contains(count.code())) {
                CodeGroups.Meaning meaning = codes.of(count.code());
                coded += count.clicks();
                won += meaning.won() ? count.clicks() : 0;
                value = value.add(meaning.value().multiply(BigDecimal.valueOf(count.clicks())));
            }
        }
        Map<String, Long> delays = delays(all);
        LocalDate last =
                all.stream().map(Count::last).max(Comparator.naturalOrder()).orElse(null);
        String state = end != null && last != null && last.isBefore(end.minusDays(SILENT_DAYS - 1L))
                ? "silent"
                : clicks >= ENOUGH_CLICKS && coded == 0 ? "no-codes" : "ok";
        return new AdsReport.Line(
                name,
                label,
                clicks,
                sum(all.stream().map(Count::chats).toList()),
                sum(all.stream().map(Count::agents).toList()),
                coded,
                won,
                value,
                Share.of(coded, clicks),
                Share.of(won, clicks),
                byCode,
                delays,
                half(delays),
                all.stream()
                        .map(Count::first)
                        .min(Comparator.naturalOrder())
                        .map(LocalDate::toString)
                        .orElse(null),
                last == null ? null : last.toString(),
                state,
                Costs.of(spent, clicks, coded, won, value));
    }

    private Map<String, Long> delays(List<Count> all) {
        Map<String, Long> delays = new LinkedHashMap<>();
        for (int i = 0; i < WITHIN.size(); i++) {
            int span = i;
            delays.put(
                    WITHIN.get(i),
                    sum(all.stream()
                            .filter(count -> !uncoded.contains(count.code()))
                            .map(count -> count.delays().get(span))
                            .toList()));
        }
        return delays;
    }

    private static String half(Map<String, Long> delays) {
        long all = sum(List.copyOf(delays.values()));
        long sum = 0;
        for (Map.Entry<String, Long> delay : delays.entrySet()) {
            sum += delay.getValue();
            if (all > 0 && sum * 2 >= all) {
                return delay.getKey();
            }
        }
        return null;
    }

    private List<AdsReport.Code> codes(List<Count> all) {
        Map<String, Long> byCode = new TreeMap<>();
        all.forEach(
                count -> byCode.merge(uncoded.contains(count.code()) ? "" : count.code(), count.clicks(), Long::sum));
        List<AdsReport.Code> result = new ArrayList<>();
        byCode.forEach((code, clicks) -> {
            CodeGroups.Meaning meaning = codes.of(code);
            result.add(
                    code.isEmpty()
                            ? new AdsReport.Code("", "", CodeGroups.UNCODED, true, false, clicks)
                            : new AdsReport.Code(
                                    code, meaning.label(), meaning.group(), codes.knows(code), meaning.won(), clicks));
        });
        result.sort(Comparator.comparing(AdsReport.Code::clicks).reversed());
        return result;
    }

    private List<AdsReport.Day> days(List<Count> counted) {
        Map<LocalDate, Map<String, Long>> byDay = new TreeMap<>();
        for (Count count : counted) {
            String group = uncoded.contains(count.code())
                    ? CodeGroups.UNCODED
                    : codes.of(count.code()).group();
            byDay.computeIfAbsent(LocalDate.ofEpochDay(Long.parseLong(count.group())), d -> new TreeMap<>())
                    .merge(group, count.clicks(), Long::sum);
        }
        List<AdsReport.Day> days = new ArrayList<>();
        byDay.forEach((day, groups) -> days.add(new AdsReport.Day(day.toString(), groups)));
        return days;
    }

    private List<AdsReport.Hour> week(List<Count> counted) {
        Map<Integer, long[]> hours = new TreeMap<>();
        for (Count count : counted) {
            String[] both = count.group().split(" ", 2);
            int hour = Integer.parseInt(both[1]);
            if (hour >= 0) {
                long[] sums = hours.computeIfAbsent(Integer.parseInt(both[0]) * 24 + hour, h -> new long[2]);
                sums[0] += count.clicks();
                boolean won = !uncoded.contains(count.code())
                        && codes.of(count.code()).won();
                sums[1] += won ? count.clicks() : 0;
            }
        }
        List<AdsReport.Hour> week = new ArrayList<>();
        hours.forEach((at, sums) -> week.add(new AdsReport.Hour(at / 24, at % 24, sums[0], sums[1])));
        return week;
    }

    /** The line that a count belongs to. */
    private static String group(By by, String group, Costs costs) {
        return switch (by) {
            case WEEKDAY ->
                String.valueOf(LocalDate.ofEpochDay(Long.parseLong(group))
                                .getDayOfWeek()
                                .getValue()
                        - 1);
            case DAY -> group;
            case HOUR -> group.substring(group.indexOf(' ') + 1);
            default -> costs.group(group);
        };
    }

    private static String name(By by, String group) {
        return switch (by) {
            case WEEKDAY -> DayOfWeek.of(Integer.parseInt(group) + 1).name().toLowerCase(Locale.ROOT);
            case DAY -> LocalDate.ofEpochDay(Long.parseLong(group)).toString();
            case HOUR -> group.equals("-1") ? "" : String.format(Locale.ROOT, "%02d", Integer.parseInt(group));
            default -> group;
        };
    }

    private static Comparator<AdsReport.Line> order(By by) {
        return switch (by) {
            case WEEKDAY ->
                Comparator.comparing(line ->
                        DayOfWeek.valueOf(line.name().toUpperCase(Locale.ROOT)).getValue());
            case DAY, HOUR -> Comparator.comparing(AdsReport.Line::name);
            default ->
                Comparator.comparing(AdsReport.Line::won)
                        .thenComparing(AdsReport.Line::coded)
                        .thenComparing(AdsReport.Line::clicks)
                        .reversed()
                        .thenComparing(AdsReport.Line::name);
        };
    }

    private static long sum(List<Long> values) {
        return values.stream().mapToLong(v -> v).sum();
    }
}
