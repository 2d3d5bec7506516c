package org.clickrouter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.NoStoreException;
import org.clickrouter.cli.option.OwnStore;
import org.clickrouter.cli.output.Confirmation;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Terminal;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.copy.Move;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.reports.StoreThere;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code move}: from H2 to PostgreSQL, with everything that waits. */
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = {
            "Moves the whole H2 store of the settings into an empty PostgreSQL database. Stop the product first.",
            "It all happens in one transaction: killed in its midst, nothing was moved; run it again. From then on the old store is shut, so that nothing is sent twice."
        },
        footer = {"", "For example: click-router move --to jdbc:postgresql://db/clicks --user clicks --password-file pw"
        })
final class MoveCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Json json;

    @Mixin
    private Confirmation confirmation;

    @Option(names = "--to", paramLabel = "URL", required = true, description = "Such as jdbc:postgresql://db/clicks.")
    private String to;

    @Option(names = "--user", paramLabel = "USER", description = "The user there.")
    private String user = "";

    @Option(names = "--password-file", paramLabel = "FILE", description = "A file with the user's password.")
    private Path passwordFile;

    /**
     * What is printed.
     *
     * @param rows by table, how many
     */
    record View(boolean dryRun, boolean moved, Map<String, Long> rows) {}

    @Override
    public Integer call() throws IOException {
        Settings settings = Terminal.settings(home.path(), Map.of(), "SYSTEM_ERR", "WARN");
        String from = settings.get("store.url");
        if (!from.startsWith("jdbc:h2:") || !to.startsWith("jdbc:postgresql:")) {
            throw new UsageException("move: goes from H2 (store.url) to PostgreSQL (--to jdbc:postgresql:...)");
        }
        if (to.matches("(?i).*[?&]password=.*")) {
            throw new UsageException(
                    "--to: must hold no password, which others of this machine could see; see --password-file");
        }
        if (!StoreThere.at(from, settings.get("store.user"), settings.secret("store.password"))) {
            throw new NoStoreException(settings.mask(from), home.path());
        }
        String password =
                passwordFile == null ? "" : Files.readString(passwordFile).strip();
        try (Database old = OwnStore.open(from, settings.get("store.user"), settings.secret("store.password"))) {
            return confirmation.dryRun() ? tried(old, password) : moved(old, password);
        }
    }

    private int tried(Database old, String password) {
        Map<String, Long> rows;
        if (StoreThere.at(to, user, password)) {
            try (Database other = Database.look(to, user, password)) {
                rows = Move.rows(old, other);
            }
        } else {
            rows = Move.rows(old, null);
        }
        if (json.wanted()) {
            Json.print(new View(true, false, rows));
        } else {
            System.out.println(BackupCommand.told(rows) + " would be moved to " + to + "; nothing was done");
        }
        return 0;
    }

    private int moved(Database old, String password) {
        if (!confirmation.given("Move the store to " + to + "? The old one is shut from then on.")) {
            return 0;
        }
        try (Database other = OwnStore.open(to, user, password)) {
            Map<String, Long> rows = new Move(old, other).run(to);
            if (json.wanted()) {
                Json.print(new View(false, true, rows));
            } else {
                System.out.println(
                        "moved " + BackupCommand.told(rows) + ". Now set store.url=" + to
                                + (user.isEmpty() ? "" : ", store.user=" + user)
                                + " and store.password, and start the product. The old store is shut; keep it until all is well");
            }
            return 0;
        }
    }
}
