package org.clickrouter.simulate;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Records the calls and counts those of the token: in flight, and on the present day. */
final class CallLog {
    private final Clock clock;
    private final ZoneId zone;
    private final int maxSimultaneous;
    private final List<Open> calls = new ArrayList<>();
    private LocalDate day;
    private int today;
    private int present;
    private int admitted;
    private int peak;

    CallLog(ApiOptions options) {
        clock = options.clock();
        zone = options.zone();
        maxSimultaneous = options.maxSimultaneous();
    }

    synchronized Open open(String from, String to) {
        var call = new Open(from, to);
        calls.add(call);
        return call;
    }

    /** A call of information.php, which counts for its token and is no call for the report. */
    synchronized Open information() {
        return new Open(null, null);
    }

    /** Calls with the right token on the present day, so far. */
    synchronized int usedToday() {
        return LocalDate.ofInstant(clock.instant(), zone).equals(day) ? today : 0;
    }

    synchronized List<Call> calls() {
        return calls.stream().map(Open::snapshot).toList();
    }

    synchronized int peak() {
        return peak;
    }

    /** A call from its arrival to the last byte of its answer. Guarded by the log. */
    final class Open {
        private final Instant start = clock.instant();
        private final String from;
        private final String to;
        private Instant end;
        private int status;
        private int records;
        private Fault.Kind fault;
        private boolean entered;
        private boolean holdsPlace;

        private Open(String from, String to) {
            this.from = from;
            this.to = to;
        }

        /** Counts the call for its token, whatever becomes of it; returns how many the day has seen with it. */
        int enter() {
            synchronized (CallLog.this) {
                entered = true;
                peak = Math.max(peak, ++present);
                var now = LocalDate.ofInstant(start, zone);
                if (!now.equals(day)) {
                    day = now;
                    today = 0;
                }
                return ++today;
            }
        }

        /** Takes one of the places for simultaneous calls, if one is free. */
        boolean takePlace() {
            synchronized (CallLog.this) {
                holdsPlace = admitted < maxSimultaneous;
                admitted += holdsPlace ? 1 : 0;
                return holdsPlace;
            }
        }

        void met(Fault met) {
            synchronized (CallLog.this) {
                fault = met.kind();
            }
        }

        void answers(int newStatus, int newRecords) {
            synchronized (CallLog.this) {
                status = newStatus;
                records = newRecords;
            }
        }

        /** Must come before the last byte is sent, or a prompt client would be seen to overlap with itself. */
        void end() {
            synchronized (CallLog.this) {
                if (end == null) {
                    end = clock.instant();
                    present -= entered ? 1 : 0;
                    admitted -= holdsPlace ? 1 : 0;
                }
            }
        }

        private Call snapshot() {
            return new Call(start, end, from, to, status, records, fault);
        }
    }
}
