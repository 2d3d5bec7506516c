package org.clickrouter.destination.sql;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.clickrouter.destination.Rules;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;

/**
 * What the settings of the SQL table must be: a database that is known, a driver that is there, a mapping that can be
 * kept.
 */
final class SqlRules {

    private final Settings settings;
    private final Rules rules;

    private SqlRules(Settings settings) {
        this.settings = settings;
        this.rules = new Rules(settings);
    }

    static List<Problem> check(Settings settings) {
        SqlRules all = new SqlRules(settings);
        all.rest();
        all.database();
        all.table();
        all.pooler("sql.url");
        all.pooler("store.url");
        all.columns();
        return all.rules.problems();
    }

    private void rest() {
        if (settings.isSet("sql.url") && !settings.isSet("sql.codes")) {
            rules.warning("sql.url", "gets no clicks, because sql.codes is empty");
        }
        if (settings.isSet("sql.user") && !settings.isSet("sql.url")) {
            rules.warning("sql.user", "is not used, because sql.url is empty: the table is in the store");
        }
        if (rules.good("sql.timeout")) {
            rules.lease("sql.timeout");
        }
    }

    private void database() {
        if (!settings.isSet("sql.url") || settings.brokenRule("sql.url").isPresent()) {
            return;
        }
        String url = settings.get("sql.url");
        try {
            SinkDialect.of(url);
        } catch (IllegalArgumentException unknown) {
            rules.error("sql.url", unknown.getMessage());
            return;
        }
        try {
            DriverManager.getDriver(url);
        } catch (SQLException missing) {
            rules.error(
                    "sql.url",
                    "there is no JDBC driver for jdbc:" + url.split(":", 3)[1]
                            + " on the class path; start with java -cp \"click-router.jar:DRIVER.jar\" org.clickrouter.cli.ClickRouter run");
        }
    }

    private void table() {
        String url = settings.isSet("sql.url") ? "sql.url" : "store.url";
        if (settings.brokenRule("sql.table").isPresent()
                || settings.brokenRule(url).isPresent()
                || rules.problems().stream()
                        .anyMatch(problem -> problem.isError() && problem.key().equals("sql.url"))) {
            return;
        }
        try {
            SinkTable.of(settings.get(url), settings.get("sql.table"));
        } catch (IllegalArgumentException unfit) {
            rules.error("sql.table", unfit.getMessage());
        }
    }

    /** By the ports that PgBouncer and Supabase have; what the pooler is set to cannot be seen from here. */
    private void pooler(String key) {
        if (settings.raw(key)
                        .matches("jdbc:postgresql://[^/?]*(:6432|:6543)\\b.*|jdbc:postgresql://[^/?]*[.-]pooler\\..*")
                && !settings.raw(key).contains("prepareThreshold=")) {
            rules.warning(
                    key,
                    "looks like a pooler: in transaction mode it needs prepareThreshold=0 behind the ? of the URL, else statements fail from the fifth on");
        }
    }

    private void columns() {
        if (!settings.isSet("sql.columns")) {
            if (settings.isSet("sql.key")) {
                rules.warning(
                        "sql.key", "is not used, because sql.columns is empty: the shipped table has its own key");
            }
            return;
        }
        try {
            SinkColumns columns = SinkColumns.of(settings.list("sql.columns"), settings.list("sql.key"));
            if (!columns.unknownValues().isEmpty()) {
                rules.warning(
                        "sql.columns",
                        "the click report documents no field " + String.join(", ", columns.unknownValues())
                                + ": its column stays empty unless a record has it");
            }
            if (!columns.missingIdentity().isEmpty()) {
                rules.warning(
                        settings.isSet("sql.key") ? "sql.key" : "sql.columns",
                        "the key lacks " + String.join(", ", columns.missingIdentity())
                                + ": clicks that differ in nothing else share a row, and their revisions are compared");
            }
        } catch (IllegalArgumentException wrong) {
            rules.error(wrong.getMessage().startsWith("the key") ? "sql.key" : "sql.columns", wrong.getMessage());
        }
    }
}
