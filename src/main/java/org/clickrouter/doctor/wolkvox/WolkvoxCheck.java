package org.clickrouter.doctor.wolkvox;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Check;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.doctor.store.StoreLook;
import org.clickrouter.net.ApiGet;
import org.clickrouter.poll.ApiPath;
import org.clickrouter.poll.ReportProbe;
import org.clickrouter.poll.limit.CountedCalls;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.ContactSettings;
import org.clickrouter.store.InstanceId;
import org.clickrouter.store.jdbc.StoreException;

/** The report API of one operation, within the limits of its token, which the store keeps. */
public final class WolkvoxCheck implements Check {

    /** Calls that it makes at most; each is counted. */
    public static final int CALLS = 4;

    /** How long a poll's call is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Settings settings;
    private final OperationSettings operation;
    private final StoreLook store;
    private final Clock clock;

    public WolkvoxCheck(Settings settings, OperationSettings operation, StoreLook store, Clock clock) {
        this.settings = settings;
        this.operation = operation;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.WOLKVOX_REPORT;
    }

    @Override
    public String subject() {
        return operation.name();
    }

    @Override
    public boolean online() {
        return true;
    }

    @Override
    public void look(Consumer<Finding> say) throws Exception {
        CountedCalls calls = calls(store, clock);
        ApiGet way = way(settings);
        List<String> secrets = new ArrayList<>(settings.secrets());
        new OperationLook(
                        operation,
                        new InformationApi(calls, way, PATIENCE, secrets),
                        new ReportLook(new ReportProbe(calls, way, clock, secrets), clock, PATIENCE, null),
                        codes(say),
                        settings.operations().size() == 1,
                        ApiPath.of(settings),
                        clock)
                .look(say);
        if (ContactSettings.of(settings).asks(operation.name())) {
            ContactsLook.look(operation.name(), store.database(), say);
        }
    }

    private Map<String, String> codes(Consumer<Finding> say) throws IOException {
        try {
            return ConfiguredCodes.withGroups(settings);
        } catch (IllegalArgumentException wrong) {
            say.accept(Finding.warning(
                    Topic.WOLKVOX_CODES, subject(), wrong.getMessage(), "Mend the file; docs/ads.md says its form."));
            return ConfiguredCodes.of(settings);
        }
    }

    /** @return how the API is reached with these settings, as by polling */
    public static ApiGet way(Settings settings) {
        return new ApiGet(ApiPath.of(settings));
    }

    /** @return calls that are counted in the store; refused where there is one that cannot be opened */
    public static CountedCalls calls(StoreLook store, Clock clock) {
        try {
            return new CountedCalls(store.database(), clock, InstanceId.here().toString());
        } catch (StoreException e) {
            return CountedCalls.refused("the store, which counts the calls, cannot be opened");
        }
    }
}
