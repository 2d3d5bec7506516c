package org.clickrouter.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.output.Terminal;
import org.clickrouter.destination.sql.SinkColumns;
import org.clickrouter.destination.sql.SinkDialect;
import org.clickrouter.destination.sql.SinkTable;
import org.clickrouter.destination.sql.SqlSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ddl}: the statement that makes the SQL table. */
@Command(
        name = "ddl",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the statement that makes the table of the SQL destination; connects to nothing.",
            "The shipped table is made by itself when the first rows come. One of your own (sql.columns) never is: for it this is a proposal."
        },
        footer = {"", "For example: click-router ddl --dialect postgresql > table.sql"})
final class DdlCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            description = "h2, postgresql, mysql or sqlserver (default: that of sql.url, or of the store).")
    private String dialect;

    @Override
    public Integer call() {
        Settings settings = Terminal.settings(home.path(), Map.of(), "SYSTEM_ERR", "WARN");
        SinkTable table = SqlSettings.of(settings).table();
        if (dialect != null) {
            table = new SinkTable(wanted(), table.name());
        }
        SinkColumns columns = SqlSettings.of(settings).columns();
        System.out.println((columns == null ? table.ddl() : table.ddl(columns)) + ";");
        return 0;
    }

    private SinkDialect wanted() {
        try {
            return SinkDialect.of(dialect);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--dialect = " + dialect + ": must be h2, postgresql, mysql or sqlserver");
        }
    }
}
