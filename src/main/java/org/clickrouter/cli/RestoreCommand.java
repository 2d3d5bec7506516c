package org.clickrouter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.OwnStore;
import org.clickrouter.cli.output.Confirmation;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Terminal;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.copy.Backup;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.reports.StoreThere;
import org.clickrouter.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code restore}: a backup into the store of the settings, which must be empty. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Fills the empty store of the settings from a backup, in one transaction: killed in its midst, it is empty.",
            "What was waiting when the backup was made waits again: what has been sent since comes once more, under its id."
        },
        footer = {"", "For example: click-router restore /backups/clicks-2026-11-27.zip"})
final class RestoreCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Json json;

    @Mixin
    private Confirmation confirmation;

    @Parameters(paramLabel = "FILE", description = "The file that backup wrote.")
    private Path file;

    /**
     * What is printed.
     *
     * @param rows by table, how many the file has
     * @param pending deliveries that wait now and will be sent; null where nothing was restored
     */
    record View(boolean dryRun, boolean restored, Map<String, Long> rows, Long pending) {}

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException(file + ": there is no such file");
        }
        Settings settings = Terminal.settings(home.path(), Map.of(), "SYSTEM_ERR", "WARN");
        String url = settings.get("store.url");
        String user = settings.get("store.user");
        String password = settings.secret("store.password");
        if (confirmation.dryRun() || confirmation.asks()) {
            Backup.Contents held = look(url, user, password);
            String what = BackupCommand.told(held.rows()) + " of " + held.made() + " into " + settings.mask(url);
            if (confirmation.dryRun() || !confirmation.given("Restore " + what + "? What waited then waits again.")) {
                if (json.wanted()) {
                    Json.print(new View(confirmation.dryRun(), false, held.rows(), null));
                } else if (confirmation.dryRun()) {
                    System.out.println(what + " would be restored; nothing was done");
                }
                return 0;
            }
        }
        try (Database store = OwnStore.open(url, user, password)) {
            Map<String, Long> rows = Backup.restore(file, store);
            long pending = store.one("SELECT COUNT(*) FROM delivery WHERE state = 'pending'", row -> row.getLong(1));
            if (json.wanted()) {
                Json.print(new View(false, true, rows, pending));
            } else {
                System.out.println("restored " + BackupCommand.told(rows) + "; " + Words.count(pending, "delivery")
                        + " of them " + (pending == 1 ? "waits" : "wait"));
            }
            return 0;
        }
    }

    private Backup.Contents look(String url, String user, String password) throws IOException {
        if (!StoreThere.at(url, user, password)) {
            return Backup.look(file, null);
        }
        try (Database store = Database.look(url, user, password)) {
            return Backup.look(file, store);
        }
    }
}
