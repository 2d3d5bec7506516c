package org.clickrouter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.NewFile;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Json;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.copy.Backup;
import org.clickrouter.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backup}: the store into a file, while the product runs. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the whole store into a file, as it is at one moment; the product may run meanwhile.",
            "The file fits into H2 and PostgreSQL alike, and holds what the store holds: guard it as you guard that."
        },
        footer = {"", "For example: click-router backup /backups/clicks-$(date +%%F).zip"})
final class BackupCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Json json;

    @Parameters(paramLabel = "FILE", description = "The file, which must not be there yet.")
    private Path file;

    /**
     * What is printed.
     *
     * @param rows by table, how many were written
     */
    record View(String file, Map<String, Long> rows) {}

    @Override
    public Integer call() throws IOException {
        Path target = file.toAbsolutePath();
        if (Files.exists(target)) {
            throw new UsageException(file + ": is there already");
        }
        if (!Files.isDirectory(target.getParent())) {
            throw new UsageException(file + ": there is no folder " + target.getParent());
        }
        NewFile.require("click-router backup FILE", target);
        try (StoreOnly open = new StoreOnly(home.path())) {
            Map<String, Long> rows = Backup.write(open.stores.database, target, open.clock);
            if (json.wanted()) {
                Json.print(new View(target.toString(), rows));
            } else {
                System.out.println("wrote " + told(rows) + " to " + file);
            }
            return 0;
        }
    }

    /** The rows that say most. */
    static String told(Map<String, Long> rows) {
        return Words.count(rows.getOrDefault("click", 0L), "click") + " and "
                + Words.count(rows.getOrDefault("delivery", 0L), "delivery") + " ("
                + Words.count(rows.values().stream().mapToLong(Long::longValue).sum(), "row") + ")";
    }
}
