package org.clickrouter.check;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.destination.sql.SinkColumns;
import org.clickrouter.destination.sql.SinkDialect;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.Settings;

/**
 * What the settings of the SQL table must be: a database that is known, a driver that is there, a mapping that can be
 * kept.
 */
final class SinkRules {

    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    private SinkRules(Settings settings) {
        this.settings = settings;
    }

    static List<Problem> check(Settings settings) {
        SinkRules rules = new SinkRules(settings);
        rules.database();
        rules.pooler("sql.url");
        rules.pooler("store.url");
        rules.columns();
        return rules.problems;
    }

    private void database() {
        if (!settings.isSet("sql.url") || settings.brokenRule("sql.url").isPresent()) {
            return;
        }
        String url = settings.get("sql.url");
        try {
            SinkDialect.of(url);
            DriverManager.getDriver(url);
        } catch (IllegalArgumentException unknown) {
            add(Severity.ERROR, "sql.url", unknown.getMessage());
        } catch (SQLException missing) {
            add(
                    Severity.ERROR,
                    "sql.url",
                    "there is no JDBC driver for jdbc:" + url.split(":", 3)[1]
                            + " on the class path; start with java -cp \"click-router.jar:DRIVER.jar\" org.clickrouter.cli.ClickRouter run");
        }
    }

    /** By the ports that PgBouncer and Supabase have; what the pooler is set to cannot be seen from here. */
    private void pooler(String key) {
        if (settings.raw(key)
                        .matches("jdbc:postgresql://[^/?]*(:6432|:6543)\\b.*|jdbc:postgresql://[^/?]*[.-]pooler\\..*")
                && !settings.raw(key).contains("prepareThreshold=")) {
            add(
                    Severity.WARNING,
                    key,
                    "looks like a pooler: in transaction mode it needs prepareThreshold=0 behind the ? of the URL, else statements fail from the fifth on");
        }
    }

    private void columns() {
        if (!settings.isSet("sql.columns")) {
            if (settings.isSet("sql.key")) {
                add(
                        Severity.WARNING,
                        "sql.key",
                        "is not used, because sql.columns is empty: the shipped table has its own key");
            }
            return;
        }
        try {
            SinkColumns columns = SinkColumns.of(settings.list("sql.columns"), settings.list("sql.key"));
            if (!columns.unknownValues().isEmpty()) {
                add(
                        Severity.WARNING,
                        "sql.columns",
                        "the click report documents no field " + String.join(", ", columns.unknownValues())
                                + ": its column stays empty unless a record has it");
            }
            if (!columns.missingIdentity().isEmpty()) {
                add(
                        Severity.WARNING,
                        settings.isSet("sql.key") ? "sql.key" : "sql.columns",
                        "the key lacks " + String.join(", ", columns.missingIdentity())
                                + ": clicks that differ in nothing else share a row, and their revisions are compared");
            }
        } catch (IllegalArgumentException wrong) {
            add(
                    Severity.ERROR,
                    wrong.getMessage().startsWith("the key") ? "sql.key" : "sql.columns",
                    wrong.getMessage());
        }
    }

    private void add(Severity severity, String key, String rule) {
        problems.add(settings.problem(severity, key, rule));
    }
}
