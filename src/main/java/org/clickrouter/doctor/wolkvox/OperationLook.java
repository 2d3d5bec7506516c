package org.clickrouter.doctor.wolkvox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clickrouter.delivery.PathException;
import org.clickrouter.doctor.finding.CertificateWords;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Sign;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.net.NetworkPath;
import org.clickrouter.net.ServerCertificate;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.report.failure.AnswerKind;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.text.Durations;
import org.clickrouter.text.RootCause;

/**
 * One operation of the report API: its name, its certificate, then a few calls, one after another. What needs something
 * that failed is not tried.
 */
final class OperationLook {

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(30);
    private static final int NEARLY_USED_PERCENT = 90;

    private final OperationSettings operation;
    private final InformationApi api;
    private final ReportLook report;
    private final Map<String, String> codes;
    private final boolean onlyOne;
    private final NetworkPath path;
    private final Clock clock;

    /**
     * @param codes that settings and routes name, each with where
     * @param onlyOne whether there is no other operation that may have such a code
     * @param path to the API
     */
    OperationLook(
            OperationSettings operation,
            InformationApi api,
            ReportLook report,
            Map<String, String> codes,
            boolean onlyOne,
            NetworkPath path,
            Clock clock) {
        this.operation = operation;
        this.api = api;
        this.report = report;
        this.codes = codes;
        this.onlyOne = onlyOne;
        this.path = path;
        this.clock = clock;
    }

    private String subject() {
        return operation.name();
    }

    /** Looks, and says each finding at once. */
    void look(Consumer<Finding> say) throws InterruptedException {
        URI url = operation.reportUrl();
        boolean proxied = path.proxy().to(url.getScheme(), url.getHost()).isPresent();
        if (proxied) {
            skip(say, "wolkvox.proxy, or the one of the environment, connects to the API", Topic.WOLKVOX_DNS);
        }
        if (!proxied && !named(say)) {
            skip(say, "the API's host name is unknown", Topic.WOLKVOX_TLS, Topic.WOLKVOX_ADDRESS, Topic.WOLKVOX_TOKEN);
        } else if (!secure(say)) {
            skip(say, "there is no secure connection", Topic.WOLKVOX_TOKEN, Topic.WOLKVOX_CODES, Topic.WOLKVOX_REPORT);
        } else if (!token(say)) {
            skip(say, "the token could not be used", Topic.WOLKVOX_CODES, Topic.WOLKVOX_REPORT);
        } else {
            address(say);
            codes(say);
            report.look(operation, say);
        }
    }

    private boolean named(Consumer<Finding> say) {
        String host = operation.reportUrl().getHost();
        try {
            String addresses = Stream.of(InetAddress.getAllByName(host.replaceAll("[\\[\\]]", "")))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            say.accept(Finding.good(Topic.WOLKVOX_DNS, subject(), host + " is " + addresses));
            return true;
        } catch (UnknownHostException e) {
            say.accept(Finding.bad(
                    Topic.WOLKVOX_DNS,
                    subject(),
                    "the name " + host + " is unknown here",
                    "Check wolkvox.server or wolkvox.base-url, and the DNS of this machine."));
            return false;
        }
    }

    private boolean secure(Consumer<Finding> say) {
        URI url = operation.reportUrl();
        if (!"https".equals(url.getScheme())) {
            say.accept(Finding.good(Topic.WOLKVOX_TLS, subject(), "no TLS with " + url.getScheme() + "://"));
            return true;
        }
        try {
            Finding finding = CertificateWords.of(
                    Topic.WOLKVOX_TLS,
                    subject(),
                    url.getHost(),
                    ServerCertificate.of(path, url.getHost(), url.getPort() < 0 ? 443 : url.getPort(), CONNECTING),
                    clock.instant());
            say.accept(finding);
            return finding.sign() != Sign.BAD;
        } catch (PathException e) {
            say.accept(Finding.bad(Topic.WOLKVOX_ADDRESS, subject(), e.seen(), e.sentence()));
            return false;
        } catch (IOException e) {
            say.accept(notReached(url.getHost() + ": " + RootCause.line(e)));
            return false;
        }
    }

    private Finding notReached(String seen) {
        return Finding.bad(
                Topic.WOLKVOX_ADDRESS,
                subject(),
                seen,
                "If the server is up, this machine's public address is not on the vendor's allow-list: ask Wolkvox to"
                        + " add it (with several ways out, each of them), or go through a proxy with a fixed address.");
    }

    private boolean token(Consumer<Finding> say) throws InterruptedException {
        try {
            InformationApi.Rows answer = api.ask(operation, "token_info");
            say.accept(Finding.good(Topic.WOLKVOX_TOKEN, subject(), "the API takes the token"));
            clock(answer.date(), say);
            quota(answer.rows().isEmpty() ? Map.of() : answer.rows().get(0), say);
            return true;
        } catch (InformationApi.NotReachedException e) {
            say.accept(e.remedy()
                    .map(remedy -> Finding.bad(Topic.WOLKVOX_ADDRESS, subject(), e.getMessage(), remedy))
                    .orElseGet(() -> notReached(e.getMessage())));
        } catch (AnswerException e) {
            if (e.kind() == AnswerKind.BAD_REQUEST) {
                say.accept(Finding.warning(
                        Topic.WOLKVOX_TOKEN,
                        subject(),
                        "the API does not tell about the token: " + e.getMessage(),
                        "Nothing, if the report answers (wolkvox-report)."));
                return true;
            }
            say.accept(Finding.bad(Topic.WOLKVOX_TOKEN, subject(), e.kind() + ": " + e.getMessage(), e.hint()));
        } catch (IllegalStateException e) {
            say.accept(Finding.skipped(Topic.WOLKVOX_TOKEN, subject(), "the API was not asked: " + e.getMessage()));
        }
        return false;
    }

    private void clock(String date, Consumer<Finding> say) {
        try {
            Duration ahead = Duration.between(
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant(),
                    clock.instant());
            say.accept(
                    ahead.abs().compareTo(CLOCK_SLACK) > 0
                            ? Finding.warning(
                                    Topic.WOLKVOX_CLOCK,
                                    subject(),
                                    "this machine's clock is "
                                            + Durations.format(Duration.ofSeconds(
                                                    ahead.abs().toSeconds()))
                                            + (ahead.isNegative() ? " behind" : " ahead of") + " that of the API",
                                    "Let NTP set it: ahead of the API, clicks are found late.")
                            : Finding.good(Topic.WOLKVOX_CLOCK, subject(), "the API's clock is that of this machine"));
        } catch (DateTimeParseException none) {
            say.accept(Finding.skipped(Topic.WOLKVOX_CLOCK, subject(), "the API does not say what time it is"));
        }
    }

    private void quota(Map<String, String> info, Consumer<Finding> say) {
        long limit = number(info.get("token_limit"));
        long used = Math.max(number(info.get("all_token_today")), number(info.get("token_use_today")));
        if (limit < 0) {
            say.accept(Finding.skipped(Topic.WOLKVOX_QUOTA, subject(), "the API names no limit of the token"));
            return;
        }
        String text = "the API grants " + limit + " calls a day, " + Math.max(0, used) + " are used by all tokens; ours"
                + " may make " + operation.dailyLimit();
        if (operation.dailyLimit() > limit) {
            say.accept(Finding.warning(
                    Topic.WOLKVOX_QUOTA,
                    subject(),
                    text + ", which is more than there are",
                    "Set wolkvox.licenses and wolkvox.quota-share to what the contract says."));
        } else if (used * 100 >= limit * NEARLY_USED_PERCENT) {
            say.accept(Finding.warning(
                    Topic.WOLKVOX_QUOTA,
                    subject(),
                    text + ": they are nearly used up",
                    "Find out which program uses them, poll less often, or lower wolkvox.quota-share."));
        } else {
            say.accept(Finding.good(Topic.WOLKVOX_QUOTA, subject(), text));
        }
    }

    private void address(Consumer<Finding> say) throws InterruptedException {
        optional("get_ip", Topic.WOLKVOX_ADDRESS, say, rows -> {
            List<String> fleeting = rows.stream()
                    .filter(row -> row.getOrDefault("type_ip", "")
                            .toLowerCase(Locale.ROOT)
                            .startsWith("temp"))
                    .map(row ->
                            row.getOrDefault("ip", "") + " (last used " + row.getOrDefault("last_use", "never") + ")")
                    .toList();
            String all = rows.stream().map(row -> row.getOrDefault("ip", "")).collect(Collectors.joining(", "));
            say.accept(
                    fleeting.isEmpty()
                            ? Finding.good(
                                    Topic.WOLKVOX_ADDRESS,
                                    subject(),
                                    "the API answers this machine; its allow-list is "
                                            + (all.isEmpty() ? "empty" : all))
                            : Finding.warning(
                                    Topic.WOLKVOX_ADDRESS,
                                    subject(),
                                    "the allow-list has " + String.join(", ", fleeting)
                                            + " for a time only: when it falls out, every call fails",
                                    "If that is the address of this machine, ask Wolkvox to make it permanent."));
        });
    }

    private void codes(Consumer<Finding> say) throws InterruptedException {
        optional(
                "activity_codes",
                Topic.WOLKVOX_CODES,
                say,
                rows -> CodesLook.look(
                        subject(),
                        codes,
                        place -> onlyOne && ConfiguredCodes.sends(place) ? Sign.BAD : Sign.WARNING,
                        rows,
                        say));
    }

    /** What the API need not offer. */
    private void optional(String call, Topic topic, Consumer<Finding> say, Consumer<List<Map<String, String>>> answered)
            throws InterruptedException {
        try {
            answered.accept(api.ask(operation, call).rows());
        } catch (AnswerException | InformationApi.NotReachedException e) {
            say.accept(Finding.warning(
                    topic,
                    subject(),
                    "the API does not answer to " + call + ": " + e.getMessage(),
                    "Try again later."));
        } catch (IllegalStateException e) {
            say.accept(Finding.skipped(topic, subject(), "the API was not asked: " + e.getMessage()));
        }
    }

    private void skip(Consumer<Finding> say, String why, Topic... topics) {
        for (Topic topic : topics) {
            say.accept(Finding.skipped(topic, subject(), "not tried: " + why));
        }
    }

    private static long number(String text) {
        return text != null && text.matches("\\d{1,15}") ? Long.parseLong(text) : -1;
    }
}
