package org.clickrouter.settings;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is needed to read the click report of one operation.
 *
 * @param name the operation's name, part of every click's identity
 * @param reportUrl the report's address, without parameters
 * @param token the API token; a secret
 * @param zone the zone of the report's times
 * @param licenses licences, each worth 1,000 requests a day
 * @param quotaShare the part of the daily quota that may be used, above 0 and up to 1
 * @param maxInFlight calls at the same time, 1 or 2
 * @param timeout the longest that a whole answer may take
 * @param connectTimeout the longest that connecting may take
 * @param maxRecords records at which an answer is full
 * @param fullMargin records below maxRecords at which an answer already counts as full
 * @param maxAnswerBytes the largest answer that is read
 * @param uncoded values of cod_act that mean that no code was set yet, the empty one among them
 */
public record OperationSettings(
        String name,
        URI reportUrl,
        String token,
        ZoneId zone,
        int licenses,
        double quotaShare,
        int maxInFlight,
        Duration timeout,
        Duration connectTimeout,
        int maxRecords,
        int fullMargin,
        long maxAnswerBytes,
        Set<String> uncoded) {

    /** Keeps a copy of the set. */
    public OperationSettings {
        uncoded = Set.copyOf(uncoded);
    }

    /** @return by the operation's name, the longest that a whole answer may take */
    public static Map<String, Duration> timeouts(List<OperationSettings> operations) {
        return operations.stream().collect(Collectors.toMap(OperationSettings::name, OperationSettings::timeout));
    }

    /** @return calls a day that this product may make for the operation */
    public int dailyLimit() {
        return (int) Math.floor(licenses * 1000L * quotaShare);
    }

    /** Everything but the token. */
    @Override
    public String toString() {
        return "OperationSettings[name=" + name + ", reportUrl=" + reportUrl + ", token=" + Secrets.MASK + ", zone="
                + zone + ", licenses=" + licenses
                + ", quotaShare=" + quotaShare + ", maxInFlight=" + maxInFlight + ", timeout=" + timeout
                + ", connectTimeout=" + connectTimeout
                + ", maxRecords=" + maxRecords + ", fullMargin=" + fullMargin + ", maxAnswerBytes=" + maxAnswerBytes
                + ", uncoded=" + uncoded + "]";
    }
}
