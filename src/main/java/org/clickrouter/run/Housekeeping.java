package org.clickrouter.run;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.clickrouter.doctor.DailyRound;
import org.clickrouter.operator.DoctorEvents;
import org.clickrouter.operator.Event;
import org.clickrouter.operator.OperatorDesk;
import org.clickrouter.operator.TroubleEvents;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.jdbc.Database;

/** What goes on beside reading and sending: days are counted, doctor looks once a day, the operator is told. */
final class Housekeeping implements AutoCloseable {

    private final Counting counting;
    private final DailyRound doctor;
    private final OperatorDesk operator;

    /**
     * @param inForce the settings of the routes in force, whose secrets may be renewed
     * @param consumed destinations from whose queues a route takes
     */
    Housekeeping(
            Settings settings,
            Supplier<Settings> inForce,
            StoreHandles stores,
            Supplier<List<String>> consumed,
            Clock clock) {
        Database store = stores.database;
        this.counting = new Counting(store);
        this.doctor = new DailyRound(inForce, store, clock);
        TroubleEvents troubles = new TroubleEvents(store, settings.operations(), consumed, clock);
        DoctorEvents findings = new DoctorEvents(store);
        Supplier<List<Event>> wrong = () ->
                Stream.concat(troubles.get().stream(), findings.get().stream()).toList();
        this.operator = new OperatorDesk(inForce, store, stores.tokens, wrong, clock);
    }

    void begin() {
        counting.begin();
        doctor.begin();
        operator.begin();
    }

    @Override
    public void close() {
        operator.close();
        doctor.close();
        counting.close();
    }
}
