package org.clickrouter.cli.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clickrouter.ads.Ads;
import org.clickrouter.ads.CodesSeed;
import org.clickrouter.doctor.store.StoreLook;
import org.clickrouter.doctor.wolkvox.InformationApi;
import org.clickrouter.doctor.wolkvox.WolkvoxCheck;
import org.clickrouter.report.failure.AnswerException;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;

/** {@code ads --seed}: codes.yaml from the codes that the operations themselves have. */
public final class SeedCodes {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private SeedCodes() {}

    /**
     * Asks each operation once and adds what the file lacks.
     *
     * @return whether all operations answered
     * @throws UsageException where the file has a mistake
     */
    public static boolean run(Settings settings) throws InterruptedException, IOException {
        List<Map<String, String>> known = new ArrayList<>();
        boolean all = true;
        try (StoreLook store = new StoreLook(settings)) {
            InformationApi api = new InformationApi(
                    WolkvoxCheck.calls(store, Clock.systemUTC()),
                    WolkvoxCheck.way(settings),
                    PATIENCE,
                    List.copyOf(settings.secrets()));
            for (OperationSettings operation : settings.operations()) {
                try {
                    known.addAll(api.ask(operation, "activity_codes").rows());
                } catch (AnswerException | InformationApi.NotReachedException | IllegalStateException e) {
                    all = false;
                    System.err.println("operation " + operation.name() + ": its codes could not be asked for: "
                            + settings.mask(String.valueOf(e.getMessage())));
                }
            }
        }
        Path file = Ads.file(settings, "ads.groups");
        try {
            CodesSeed.Seeded seeded = CodesSeed.seed(
                    file.getFileName().toString(), Files.exists(file) ? Files.readString(file) : "", known);
            if (!seeded.added().isEmpty()) {
                Files.writeString(file, seeded.text());
            }
            System.out.println(
                    seeded.added().isEmpty()
                            ? file + ": has all " + known.size() + " codes of the account already"
                            : file + ": added " + String.join(", ", seeded.added())
                                    + ". Read it through: what counts as won is what the account calls a hit");
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        return all;
    }
}
