package org.clickrouter.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * A strict stand-in for the chat_14 report API: its answers, its limits, and its faults on demand. Records live in
 * memory.
 *
 * <p>Two things worth knowing: a client that gives up on a held call still has it in flight here until the hold ends,
 * as a real server would; and every call with the right token counts for the day, refused or not. Engineers steer it
 * through {@code /control} of the same server.
 */
public final class ApiSimulator implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiOptions options;
    private final Clicks clicks = new Clicks();
    private final CallLog log;
    private final FaultQueue faults = new FaultQueue();
    private final FaultQueue chatFaults = new FaultQueue();
    private final Holds holds = new Holds();
    private final LoopbackServer server;
    private volatile Account account = Account.defaults();
    private volatile int summaryDiffers;

    private ApiSimulator(ApiOptions options) throws IOException {
        this.options = options;
        log = new CallLog(options);
        server = new LoopbackServer("report-api", options.host(), options.port());
    }

    /**
     * Starts a simulator.
     *
     * @throws IOException when the host or port cannot be bound to
     */
    public static ApiSimulator start(ApiOptions options) throws IOException {
        var simulator = new ApiSimulator(options);
        var report = new ReportHandler(
                options,
                simulator.clicks,
                simulator.log,
                simulator.faults,
                simulator.chatFaults,
                simulator.holds,
                () -> simulator.summaryDiffers);
        var information = new InformationHandler(options, simulator::account, simulator.clicks, simulator.log);
        simulator.server.handle("/", new AllowedCallers(simulator::account, report));
        simulator.server.handle(InformationHandler.PATH, new AllowedCallers(simulator::account, information));
        simulator.server.handle("/control", new ControlHandler(simulator));
        simulator.server.start();
        return simulator;
    }

    /** What it was started with. */
    public ApiOptions options() {
        return options;
    }

    /** {@code http://HOST:PORT}, without a slash at the end; the report is at {@code /api/v2/reports_manager.php}. */
    public String baseUrl() {
        return server.baseUrl();
    }

    /**
     * Adds a record, which is copied; another with the same chat stays.
     *
     * @throws IllegalArgumentException when its {@code date} is not a string {@code yyyy-MM-dd HH:mm:ss}
     */
    public void put(ObjectNode record) {
        clicks.put(Clicks.timeOf(record), record.deepCopy());
    }

    /** {@link #put(ObjectNode)} for a map; its values become JSON as Jackson writes them. */
    public void put(Map<String, ?> record) {
        put(JSON.convertValue(record, ObjectNode.class));
    }

    /**
     * Adds a record that is found by {@code filedUnder}, whatever its own date says: the API may filter by closing time
     * and show the opening.
     */
    public void put(LocalDateTime filedUnder, ObjectNode record) {
        clicks.put(filedUnder, record.deepCopy());
    }

    /** Gives every record of a chat another code, null for none; returns how many records that were. */
    public int recode(String chatId, String code) {
        return clicks.recode(chatId, code);
    }

    /** Every record as it is now, by time; not to be changed. */
    public List<ObjectNode> records() {
        return clicks.all();
    }

    /** From now on chat_15 counts so many clicks more than the report holds. */
    public void summaryDiffers(int more) {
        summaryDiffers = more;
    }

    /** Forgets the records. */
    public void clear() {
        clicks.clear();
    }

    /** Every call for the report so far, by arrival, those in flight included. */
    public List<Call> calls() {
        return log.calls();
    }

    /** The most calls with the right token that were in flight at a time, refused ones included. */
    public int maxInFlight() {
        return log.peak();
    }

    /** The next call meets {@code fault}, after the faults asked for before. */
    public void fault(Fault fault) {
        faults.add(fault, 1);
    }

    /** The next {@code times} calls meet {@code fault}. */
    public void fault(Fault fault, int times) {
        faults.add(fault, times);
    }

    /**
     * Every call whose window holds that second of the API's time meets {@code fault}, until {@link #clearFaults()}.
     */
    public void faultAt(LocalDateTime second, Fault fault) {
        faults.at(second, fault);
    }

    /** Every call meets {@code fault} once those for the next calls are spent, until {@link #clearFaults()}. */
    public void faultAlways(Fault fault) {
        faults.always(fault);
    }

    /**
     * Every call of chat_1 meets {@code fault}, until {@link #clearFaults()}: one that takes the place of an answer, or
     * SLOW or CUT_SHORT.
     */
    public void chatsFaultAlways(Fault fault) {
        chatFaults.always(fault);
    }

    /** What {@code information.php} tells from now on; callers that it does not allow find their connection broken. */
    public void account(Account now) {
        account = now;
    }

    /** What {@code information.php} tells. */
    public Account account() {
        return account;
    }

    /** Calls with the right token today, of the report and of information.php. */
    public int callsToday() {
        return log.usedToday();
    }

    /** Drops every fault and lets calls that are held go on. */
    public void clearFaults() {
        faults.clear();
        chatFaults.clear();
        holds.release();
    }

    /** Closes the port and breaks the calls in flight, held ones too. */
    @Override
    public void close() {
        holds.close();
        server.close();
    }
}
