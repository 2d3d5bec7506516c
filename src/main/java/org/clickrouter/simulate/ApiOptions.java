package org.clickrouter.simulate;

import java.time.Clock;
import java.time.ZoneId;

/**
 * How the {@link ApiSimulator} is set up. Start from {@link #defaults()}.
 *
 * @param host address to bind to
 * @param port port to bind to, 0 for any free one
 * @param token the one token that is accepted
 * @param zone zone of the report's times; also where a day of the quota begins
 * @param clock what time it is, for the quota's day and the recorded calls
 * @param cut records after which an answer is cut silently
 * @param dailyLimit calls a day with the right token, before all others are refused
 * @param maxSimultaneous calls with the right token that may be in flight at a time
 */
public record ApiOptions(
        String host, int port, String token, ZoneId zone, Clock clock, int cut, int dailyLimit, int maxSimultaneous) {
    /** Calls a day that each licence brings (the API's documentation). */
    public static final int CALLS_PER_LICENSE = 1_000;

    /** Rejects limits below one. */
    public ApiOptions {
        if (cut < 1 || dailyLimit < 1 || maxSimultaneous < 1) {
            throw new IllegalArgumentException("cut, daily limit and simultaneous calls must be at least 1: " + cut
                    + ", " + dailyLimit + ", " + maxSimultaneous);
        }
    }

    /** Loopback, any free port, token {@code demo-token}, America/Bogota, and the API's own limits for one licence. */
    public static ApiOptions defaults() {
        return new ApiOptions(
                "127.0.0.1",
                0,
                "demo-token",
                ZoneId.of("America/Bogota"),
                Clock.systemUTC(),
                60_000,
                CALLS_PER_LICENSE,
                2);
    }

    /** These options with another address to bind to; port 0 for any free one. */
    public ApiOptions bind(String newHost, int newPort) {
        return new ApiOptions(newHost, newPort, token, zone, clock, cut, dailyLimit, maxSimultaneous);
    }

    /** These options with another token. */
    public ApiOptions token(String newToken) {
        return new ApiOptions(host, port, newToken, zone, clock, cut, dailyLimit, maxSimultaneous);
    }

    /** These options with another zone. */
    public ApiOptions zone(ZoneId newZone) {
        return new ApiOptions(host, port, token, newZone, clock, cut, dailyLimit, maxSimultaneous);
    }

    /** These options with another clock. */
    public ApiOptions clock(Clock newClock) {
        return new ApiOptions(host, port, token, zone, newClock, cut, dailyLimit, maxSimultaneous);
    }

    /** These options with another number of records after which an answer is cut. */
    public ApiOptions cut(int newCut) {
        return new ApiOptions(host, port, token, zone, clock, newCut, dailyLimit, maxSimultaneous);
    }

    /** These options with the daily limit of {@code licenses} licences. */
    public ApiOptions licenses(int licenses) {
        return dailyLimit(Math.multiplyExact(licenses, CALLS_PER_LICENSE));
    }

    /** These options with another daily limit, in calls. */
    public ApiOptions dailyLimit(int newLimit) {
        return new ApiOptions(host, port, token, zone, clock, cut, newLimit, maxSimultaneous);
    }

    /** These options with another number of simultaneous calls. */
    public ApiOptions maxSimultaneous(int newMax) {
        return new ApiOptions(host, port, token, zone, clock, cut, dailyLimit, newMax);
    }

    /** Everything but the token. */
    @Override
    public String toString() {
        return "ApiOptions[" + host + ":" + port + ", " + zone + ", cut " + cut + ", daily limit " + dailyLimit
                + ", simultaneous " + maxSimultaneous + "]";
    }
}
