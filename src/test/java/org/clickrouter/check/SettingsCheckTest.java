package org.clickrouter.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clickrouter.settings.Given;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {

    @TempDir
    Path home;

    private Given given;

    @BeforeEach
    void start() {
        given = new Given(home);
    }

    @Test
    void aProblemSaysWhereTheValueCameFrom() {
        String rule = "webhook.max-in-flight = 0: must be a whole number from 1 to 512";

        assertThat(given.file(Given.ACCESS + "\nwebhook.max-in-flight=0").problems())
                .containsExactly("application.properties:4: " + rule);
        assertThat(given.environment("WEBHOOK_MAX_IN_FLIGHT", "0").problems())
                .containsExactly("environment variable WEBHOOK_MAX_IN_FLIGHT: " + rule);
        assertThat(given.system("webhook.max-in-flight", "0").problems())
                .containsExactly("-Dwebhook.max-in-flight: " + rule);
        assertThat(given.override("webhook.max-in-flight", "0").problems()).containsExactly("command line: " + rule);
    }

    /** As other products write it; PostgreSQL's driver prints the password when it stumbles over it. */
    @Test
    void aUserInTheUrlOfADatabaseIsRefusedAndThePasswordIsNotShown() {
        assertThat(given.file(Given.ACCESS + "store.url=jdbc:postgresql://clicks:s3cret-one@db/clicks\n"
                                + "sql.url=jdbc:postgresql://clicks:s3cret-two@db:5432/crm?x=1\nsql.codes=*\n")
                        .problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem)
                        .contains("no user and password before an @", ".user and .password")
                        .doesNotContain("s3cret"));
    }

    @Test
    void aFileThatIsNotThereIsToldWhereItIsNamed() throws IOException {
        Files.createDirectory(home.resolve("folder"));
        Files.writeString(home.resolve("plain"), "x");
        assertThat(given.file(Given.ACCESS + "\nads.groups=cods.yaml\nads.export=folder\nevents.brokers=k:9092\n"
                                + "events.client-config=gone.properties\nstore.url=jdbc:h2:file:./plain/data")
                        .problems())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .startsWith(
                                        "application.properties:4: warning: ads.groups = cods.yaml: must name a file")
                                .endsWith("there is no " + home.resolve("cods.yaml")),
                        line -> assertThat(line)
                                .startsWith("application.properties:5: warning: ads.export = folder: must name a file")
                                .endsWith(home.resolve("folder") + " is a folder"),
                        line -> assertThat(line)
                                .startsWith("application.properties:7: events.client-config = gone.properties")
                                .endsWith("there is no " + home.resolve("gone.properties")),
                        line -> assertThat(line)
                                .startsWith("application.properties:8: store.url")
                                .endsWith("nothing can be made in " + home.resolve("plain")));
    }

    @Test
    void whatTellsTheOperatorNeedsAMailServerAndNoRecipientOfClicks() {
        assertThat(given.file(Given.ACCESS + "\noperator.email=it@example.com").problems())
                .anyMatch(line -> line.contains("email.host") && line.contains("because operator.email is"))
                .anyMatch(line -> line.contains("email.from") && line.contains("because operator.email is"));
        assertThat(given.file(
                                Given.ACCESS
                                        + "\noperator.email=it@example.com\nemail.host=mail.example.com\nemail.from=a@example.com")
                        .problems())
                .isEmpty();
        assertThat(given.file(Given.ACCESS + "\noperator.webhook=http://hooks.example.com/x")
                        .problems())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("is not encrypted").doesNotContain("/x"));
    }

    @ParameterizedTest
    @CsvSource({
        "wolkvox.local-address, 192.0.2.77, is no address of this machine",
        "webhook.local-address, 192.0.2.77, is no address of this machine",
        "wolkvox.local-address, eth0, 'must be an IP address of this machine, such as 192.0.2.10'",
        "wolkvox.ca, nothing.pem, cannot be read",
        "operator.ca, application.properties, must be PEM"
    })
    void whatConnectionsBeginFromAndTrustIsNamedWithItsLine(String key, String value, String rule) throws IOException {
        assertThat(given.file(Given.ACCESS + "webhook.url=https://crm.example/\nwebhook.codes=VENTA\n"
                                + "operator.webhook=https://it.example/\n" + key + "=" + value)
                        .problems())
                .singleElement()
                .asString()
                .contains(key, rule, "application.properties:");
    }

    @Test
    void aRequestOfSeveralClicksHasAnAddressThatNamesNoneOfThem() {
        String crm = Given.ACCESS + "crm.codes=VENTA\ncrm.url=https://crm.example/leads";

        assertThat(given.file(crm + "\ncrm.batch=20\ncrm.every=10s\ncrm.ordered=true")
                        .problems())
                .isEmpty();
        assertThat(given.file(crm + "/{chat_id}\ncrm.batch=20").problems())
                .singleElement()
                .asString()
                .contains("crm.url", "names fields of a click, and crm.batch, 20,");
        assertThat(given.file(crm + "/{chat_id}\nwebhook.batch=20").problems())
                .as("the shipped webhook's is that of all")
                .singleElement()
                .asString()
                .contains("crm.url");
        assertThat(given.file(crm + "\ncrm.batch=0").problems())
                .singleElement()
                .asString()
                .contains("crm.batch = 0: must be a whole number from 1 to 1000");
        assertThat(given.file(crm + "\ncrm.every=10s").problems())
                .singleElement()
                .asString()
                .contains("crm.every", "does nothing, because crm.batch is 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wolkvox.server=a.b",
                "wolkvox.token=a b",
                "wolkvox.operation=token",
                "wolkvox.operation=a b",
                "wolkvox.operations=a,a",
                "wolkvox.time-zone=Bogota",
                "wolkvox.licenses=0",
                "wolkvox.quota-share=0",
                "wolkvox.quota-share=1.1",
                "wolkvox.max-in-flight=3",
                "wolkvox.timeout=65",
                "wolkvox.base-url=wv.example.com",
                "poll.period=0s",
                "poll.period=",
                "poll.re-read=6h",
                "poll.re-read=6h/0s",
                "retry.schedule=",
                "retry.schedule=5s,x",
                "retry.schedule=5s,,5m",
                "store.url=jdbc:mysql://x/y",
                "sql.url=postgres://x",
                "sql.table=a;drop",
                "sql.table=\"a",
                "webhook.url=ftp://x/",
                "webhook.url=https://",
                "webhook.secret=whsec_*",
                "webhook.format=xml",
                "webhook.headers=webhook-id: 1",
                "webhook.headers=CamelHttpUri: x",
                "webhook.headers=nonsense",
                "webhook.rate=-1",
                "webhook.allow=10.0.0.0/33",
                "webhook.allow=example.com",
                "webhook.allow=::1/129",
                "email.host=smtp://x",
                "email.port=0",
                "email.tls=ssl",
                "email.from=nobody",
                "email.to=a@b,c",
                "email.digest=1",
                "http.port=65536",
                "log.level=LOUD"
            })
    void aValueThatBreaksItsRuleIsAnErrorAtItsLine(String line) {
        String key = line.substring(0, line.indexOf('='));

        assertThat(SettingsCheck.run(given.file(line).load()))
                .filteredOn(Problem::isError)
                .filteredOn(problem -> problem.origin().equals("application.properties:1"))
                .extracting(Problem::key)
                .containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wolkvox.time-zone=-05:00",
                "wolkvox.quota-share=0.25",
                "poll.re-read=",
                "wolkvox.uncoded=",
                "retry.schedule=1s",
                "sql.url=jdbc:postgresql://x/y",
                "sql.table=crm.clicks",
                "sql.table=Crm.\"Clicks 2026\"",
                "sql.table=\"order\"",
                "webhook.secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "webhook.secret=plain text",
                "webhook.secret=whsec_b2xkb2xkb2xk whsec_bmV3bmV3bmV3",
                "webhook.secret=whsec_b2xkb2xkb2xk,new",
                "webhook.rate=0.5",
                "webhook.allow=10.0.0.0/8, 2001:db8::/32,::1",
                "email.from=Clicks <a@example.com>",
                "email.to=a@example.com, b@example.com",
                "email.tls=STARTTLS",
                "http.host=::1",
                "http.port=0",
                "log.level=debug"
            })
    void aGoodValueIsNoError(String line) {
        assertThat(SettingsCheck.run(given.file(Given.ACCESS + line).load())).noneMatch(Problem::isError);
    }

    @Test
    void aDestinationThatNoRouteMentionsIsPointedOutWithWhatWasProbablyMeant() {
        Settings settings = given.file(
                        Given.ACCESS
                                + "crm.url=https://crm.example.com/\nwebhok.url=https://e.example.com/\nstreams.brokers=b:9092\noff.url=\n")
                .load();

        assertThat(SettingsCheck.unused(settings, "crm"::equals))
                .extracting(Problem::line)
                .containsExactlyInAnyOrder(
                        "application.properties:4: warning: webhok.url = https://e.example.com/: nothing is sent there, since no file of routes/ mentions webhok; did you mean"
                                + " webhook.url?",
                        "application.properties:5: warning: streams.brokers = b:9092: nothing is sent there, since no file of routes/ mentions streams");
    }

    @Test
    void aMisspeltSectionIsAMistakeUnlessARouteKnowsIt() throws IOException {
        Settings settings = given.file(Given.ACCESS
                        + "webhok.codes=VENTA\nEmial.to=a@b.example\nsqls.codes=X\nwebhook2.url=https://e.example/\n"
                        + "mail.codes=VENTA\ncrm.codes=VENTA\npols.sounds=1\n")
                .load();
        assertThat(SettingsCheck.run(settings))
                .filteredOn(Problem::isError)
                .extracting(Problem::line)
                .containsExactlyInAnyOrder(
                        "application.properties:3: webhok.codes: is not a setting, and no file of routes/ mentions webhok;"
                                + " did you mean webhook.codes?",
                        "application.properties:4: Emial.to: is not a setting, and no file of routes/ mentions Emial;"
                                + " did you mean email.to?",
                        "application.properties:5: sqls.codes: is not a setting, and no file of routes/ mentions sqls;"
                                + " did you mean sql.codes?",
                        "application.properties:7: mail.codes: is not a setting, and no file of routes/ mentions mail;"
                                + " did you mean email.codes?");

        Files.createDirectories(home.resolve("routes"));
        Files.writeString(
                home.resolve("routes/mine.camel.yaml"),
                "uri: outbox:mail\nuri: outbox:webhok\nuri: outbox:sqls\nEmial\n");

        assertThat(SettingsCheck.run(settings)).noneMatch(Problem::isError);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook.codes=VENTA;COMPRA",
                "crm.codes=VENTA | COMPRA",
                "sql.codes=A, B;C",
                "webhook.codes=VENTA\uff0c002",
                "webhook.codes=VENTA\u060c 002",
                "webhook.codes=VENTA\uff1b002"
            })
    void aListWithTheWrongSeparatorIsAMistake(String line) {
        assertThat(SettingsCheck.run(given.file(Given.ACCESS + line).load()))
                .filteredOn(Problem::isError)
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .contains("application.properties:3", "separate codes by commas");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook .rate=3", "webhook:\n  rate: 5", "webhook"})
    void aSectionThatStandsAloneIsAMistake(String lines) {
        assertThat(SettingsCheck.run(given.file(Given.ACCESS + lines).load()))
                .filteredOn(Problem::isError)
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .startsWith("application.properties:3: webhook: is a section and no setting");
    }

    @Test
    void whatLooksReplacedAndIsNotIsTold() {
        assertThat(SettingsCheck.run(
                        given.file(Given.ACCESS + "webhook.secret=whsec_${SECRET}\nmail.from=${env:HOME}@example.com")
                                .load()))
                .extracting(Problem::line)
                .filteredOn(line -> line.contains("stays as it is"))
                .singleElement()
                .asString()
                .startsWith("application.properties:3: warning: webhook.secret")
                .doesNotContain("SECRET}");
    }

    @Test
    void serverAndTokenMustBeSetForEachOperation() {
        String server =
                "application.properties: wolkvox.server: must be set: the NNNN of wvNNNN.wolkvox.com (or wolkvox.base-url, a whole URL, instead)";
        assertThat(given.problems())
                .containsExactly(
                        server + "; there is no " + home.resolve("application.properties"),
                        "application.properties: wolkvox.token: must be set: the operation's API token");
        assertThat(given.file("").problems())
                .containsExactly(
                        server, "application.properties: wolkvox.token: must be set: the operation's API token");
        assertThat(SettingsCheck.run(given.file("wolkvox.operations=a,b\nwolkvox.a.server=1\nwolkvox.b.token=t")
                        .load()))
                .extracting(Problem::key)
                .containsExactly("wolkvox.a.token", "wolkvox.b.server");
    }

    @Test
    void serverAndBaseUrlExcludeEachOther() {
        assertThat(given.file(Given.ACCESS + "wolkvox.base-url=https://x").problems())
                .containsExactly(
                        "application.properties:3: wolkvox.base-url = https://x: cannot be set together with wolkvox.server: keep one of the two");
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.example.com,1",
        "https://api.example.com,0",
        "http://127.0.0.1:80,0",
        "http://localhost,0",
        "http://[::1]:8,0"
    })
    void plainHttpIsWarnedOfUnlessItStaysOnThisMachine(String url, int warnings) {
        assertThat(SettingsCheck.run(
                        given.file("wolkvox.token=t\nwolkvox.base-url=" + url).load()))
                .hasSize(warnings)
                .noneMatch(Problem::isError);
    }

    @Test
    void operationsMustNotShareAccessOrEnvironmentVariables() {
        assertThat(given.file("wolkvox.operations=a,b\n" + Given.ACCESS).problems())
                .singleElement()
                .asString()
                .contains("is the same as that of operation a");
        assertThat(given.file(
                                "wolkvox.operations=a-b,a_b\nwolkvox.server=1\nwolkvox.a-b.token=t\nwolkvox.a_b.token=u\n")
                        .problems())
                .singleElement()
                .asString()
                .contains("a-b and a_b would share their environment variables");
        assertThat(given.file("wolkvox.operation=connect\n" + Given.ACCESS).problems())
                .containsExactly(
                        "application.properties:1: wolkvox.operation = connect: connect cannot be a name: WOLKVOX_CONNECT_TIMEOUT already means wolkvox.connect-timeout");
    }

    @Test
    void aShortTimeoutIsWarnedOfAndALongConnectTimeoutRefused() {
        assertThat(given.file(Given.ACCESS + "wolkvox.timeout=30s\nwolkvox.connect-timeout=40s")
                        .problems())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(
                                        "application.properties:3: warning: wolkvox.timeout = 30s: is below the API's own 60s"),
                        line -> assertThat(line)
                                .startsWith(
                                        "application.properties:4: wolkvox.connect-timeout = 40s: must not be longer than wolkvox.timeout"));
    }

    @Test
    void theMarginMustBeSmallerThanAFullAnswer() {
        assertThat(given.file(Given.ACCESS + "wolkvox.max-records=100\nwolkvox.full-margin=100")
                        .problems())
                .singleElement()
                .asString()
                .contains("wolkvox.full-margin = 100: must be smaller than wolkvox.max-records, 100");
    }

    @Test
    void aLeaseMustOutlastEachDestinationsTimeout() {
        assertThat(given.file(Given.ACCESS + "webhook.timeout=55s\nemail.timeout=56s")
                        .problems())
                .containsExactly(
                        "application.properties: delivery.lease = 60s: must be at "
                                + "least 5s longer than email.timeout, 56s: a delivery whose lease ends while it is being sent is sent twice");
    }

    @Test
    void theTimeoutOfABrokerCountsForTheLeaseOnlyWhereThereIsABroker() {
        assertThat(given.file(Given.ACCESS + "kafka.timeout=58s\njms.timeout=58s")
                        .problems())
                .isEmpty();
        assertThat(given.file(Given.ACCESS + "kafka.timeout=58s\nkafka.brokers=b1:9092\nkafka.codes=A")
                        .problems())
                .singleElement()
                .asString()
                .contains("delivery.lease = 60s: must be at least 5s longer than kafka.timeout, 58s");
        assertThat(given.file(Given.ACCESS + "jms.timeout=58s\njms.url=tcp://b1:61616\njms.codes=A")
                        .problems())
                .singleElement()
                .asString()
                .contains("delivery.lease = 60s: must be at least 5s longer than jms.timeout, 58s");
    }

    @Test
    void aLoginAtKafkaNeedsAProtocolThatLogsIn() {
        String kafka = Given.ACCESS
                + "kafka.brokers=b1:9092,[::1]:9092\nkafka.codes=A\nkafka.user=u\nkafka.password=s3cret-w0rd\n";

        assertThat(given.file(kafka).problems())
                .singleElement()
                .asString()
                .contains("kafka.security-protocol = PLAINTEXT: must be SASL_SSL or SASL_PLAINTEXT");
        assertThat(given.file(kafka + "kafka.security-protocol=sasl_ssl").problems())
                .isEmpty();
        assertThat(given.file(kafka + "kafka.security-protocol=SASL_PLAINTEXT").problems())
                .singleElement()
                .asString()
                .contains("warning: kafka.security-protocol", "kafka.password unencrypted")
                .doesNotContain("s3cret-w0rd");
        assertThat(given.file(kafka + "kafka.security-protocol=SASL_SSL\nkafka.client-config=missing.properties")
                        .problems())
                .singleElement()
                .asString()
                .contains("kafka.client-config = missing.properties: must name a file that can be read");
    }

    @Test
    void brokersTopicsAndQueuesHaveTheFormThatTheirBrokersTake() {
        assertThat(given.file(
                                Given.ACCESS
                                        + "kafka.brokers=b1\nkafka.topic=a b\njms.url=b1\njms.queue=q?x=1\njms.connection-factory=a b")
                        .problems())
                .anyMatch(line -> line.contains("kafka.brokers = b1: must be a comma-separated list of host:port"))
                .anyMatch(line -> line.contains("kafka.topic = a b: must be the name of a topic"))
                .anyMatch(line -> line.contains("jms.url = b1: must be a URL such as"))
                .anyMatch(line -> line.contains("jms.queue = q?x=1: must be the name of a queue"))
                .anyMatch(line -> line.contains("jms.connection-factory = a b: must be the name of a class"));
    }

    @Test
    void whatAReReadCanMeetMustBeKept() {
        assertThat(given.file(Given.ACCESS + "poll.re-read=6h/1h,30d/1d\nstore.keep=30d")
                        .problems())
                .containsExactly(
                        "application.properties:4: store.keep = 30d: "
                                + "must be at least 1d longer than the widest span of poll.re-read, 30d: a click that is deleted and read again would be sent again");
        for (String good : List.of("31d", "0", "", "0s")) {
            Settings settings = given.file(Given.ACCESS + "poll.re-read=6h/1h,30d/1d\nstore.keep=" + good)
                    .load();
            assertThat(SettingsCheck.run(settings))
                    .as(good)
                    .filteredOn(Problem::isError)
                    .isEmpty();
        }
        assertThat(given.file(Given.ACCESS + "store.keep=0").load().duration("store.keep"))
                .isZero();
        assertThat(given.file(Given.ACCESS + "store.keep=1h").problems())
                .singleElement()
                .asString()
                .contains("store.keep = 1h: must be a duration")
                .contains("or 0 for ever");
    }

    @Test
    void pollingThatNeedsMoreThanTheQuotaIsWarnedOf() {
        assertThat(given.file(Given.ACCESS + "poll.period=1m\npoll.re-read=\nwolkvox.quota-share=0.5")
                        .problems())
                .containsExactly(
                        "application.properties:3: warning: poll.period = 1m: "
                                + "with poll.re-read needs 1440 requests a day for operation default, and wolkvox.licenses with wolkvox.quota-share grants 500: polling will pause each day when they are used up");
        assertThat(given.file(Given.ACCESS + "poll.period=1h\npoll.re-read=62d/2m")
                        .problems())
                .singleElement()
                .asString()
                .contains("1464 requests");
        assertThat(given.file(Given.ACCESS + "poll.period=1m\nwolkvox.licenses=2")
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webhook.codes=VENTA|webhook.codes = VENTA: clicks with these codes go nowhere, because webhook.url is empty",
                "webhook.url=https://x|webhook.url = https://x: gets no clicks, because webhook.codes is empty",
                "email.codes=VENTA|email.codes = VENTA: clicks with these codes go nowhere, because email.host is empty",
                "sql.url=jdbc:h2:mem:x|sql.url = jdbc:h2:mem:x: gets no clicks, because sql.codes is empty",
                "sql.user=me|sql.user = me: is not used, because sql.url is empty: the table is in the store"
            })
    void halfADestinationIsWarnedOf(String line, String warning) {
        assertThat(given.file(Given.ACCESS + line).problems())
                .containsExactly("application.properties:3: warning: " + warning);
    }

    @Test
    void aDatabaseThatIsUnknownOrWhoseDriverIsNotThereIsAnErrorThatShowsNoPassword() {
        assertThat(given.file(Given.ACCESS + "sql.codes=*\nsql.url=jdbc:mysql://h/d?user=u&password=s3cret")
                        .problems())
                .singleElement()
                .asString()
                .contains(
                        "there is no JDBC driver for jdbc:mysql on the class path; start with java -cp \"click-router.jar:DRIVER.jar\" org.clickrouter.cli.ClickRouter run")
                .doesNotContain("s3cret");
        assertThat(given.file(Given.ACCESS + "sql.codes=*\nsql.url=jdbc:oracle:thin:u/s3cret@h")
                        .problems())
                .singleElement()
                .asString()
                .contains(
                        "cannot write into a database of the kind 'oracle': supported are jdbc:h2, jdbc:postgresql, jdbc:mysql, jdbc:mariadb and jdbc:sqlserver")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sql.columns=chat_id:contacto|sql.columns = chat_id:contacto: a column for revision must be among them",
                "sql.columns=chat_id:x; DROP TABLE y, revision:v|'x; DROP TABLE y' is not a column's name",
                "sql.columns=chat_id:c, revision:v & sql.key=w|sql.key = w: the key 'w' is not one of the columns",
                "sql.columns=chat_id:c, revision:v|warning: sql.columns = chat_id:c, revision:v: the key lacks operation, source_id, date",
                "sql.columns=operation:o, chat_id:c, source_id:s, date:d, chatid:x, revision:v|documents no field chatid",
                "sql.key=a|sql.key = a: is not used, because sql.columns is empty"
            })
    void aMappingThatCannotBeKeptOrIsASlipIsTold(String lines, String problem) {
        assertThat(given.file(Given.ACCESS + lines.replace(" & ", "\n")).problems())
                .singleElement()
                .asString()
                .contains(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "secret,whsec_*",
        "format,xml",
        "headers,webhook-id: 1",
        "timeout,5",
        "max-in-flight,0",
        "rate,-1",
        "allow,example.com"
    })
    void aWebhookOfTheEngineersOwnKeepsTheRulesOfTheShippedOne(String word, String value) {
        assertThat(SettingsCheck.run(given.file(Given.ACCESS + "crm.url=https://crm/\ncrm." + word + "=" + value)
                        .load()))
                .filteredOn(Problem::isError)
                .extracting(Problem::key)
                .containsExactly("crm." + word);
    }

    @Test
    void theLeaseMustOutlastTheTimeoutOfAnEngineersOwnWebhook() {
        assertThat(given.file(Given.ACCESS + "crm.url=https://crm/\ncrm.timeout=56s")
                        .problems())
                .singleElement()
                .asString()
                .contains("delivery.lease = 60s: must be at least 5s longer than crm.timeout, 56s");
    }

    @Test
    void eMailNeedsSenderAndRecipientsAndIsWarnedOfAHalfLogin() {
        assertThat(given.file(Given.ACCESS + "email.host=mx\nemail.codes=A\nemail.password=pass\nemail.tls=none")
                        .problems())
                .containsExactly(
                        "application.properties: email.from: must be set, because email.host is",
                        "application.properties: email.to: must be set, because email.host is",
                        "application.properties: warning: email.user: is empty, although email.password is set: there will be no login",
                        "application.properties:6: warning: email.tls = none: sends email.password unencrypted: anyone on the way can read it");
    }

    @Test
    void secretHeadersOverPlainHttpAreWarnedOf() {
        assertThat(given.file(Given.ACCESS + "webhook.url=http://crm/\nwebhook.codes=A\nwebhook.headers=X-Key: 1")
                        .problems())
                .singleElement()
                .asString()
                .contains("warning: webhook.url = http://crm/: sends webhook.headers unencrypted");
    }

    @ParameterizedTest
    @CsvSource({
        "poll.perod,poll.period",
        "webhook.maxInFlight,webhook.max-in-flight",
        "wolkvox.tokn,wolkvox.token",
        "email.form,email.from",
        "WOLKVOX_TOKEN,wolkvox.token",
        "wolkvox.default.tokn,wolkvox.default.token"
    })
    void anUnknownKeyIsAnErrorWithTheNearestKnownOne(String key, String nearest) {
        assertThat(given.file(Given.ACCESS + key + "=x").problems())
                .containsExactly(
                        "application.properties:3: " + key + ": is not a setting; did you mean " + nearest + "?");
    }

    @Test
    void unknownKeysFarFromEverythingOrOfAnUnlistedOperationAreErrorsAndEngineersOwnAreFine() {
        assertThat(given.file(Given.ACCESS
                                + "sql.something-quite-different=1\nwolkvox.lima.token=x\ncrm.url=y\ncamel.main.name=z")
                        .problems())
                .containsExactly(
                        "application.properties:3: sql.something-quite-different: is not a setting; a destination of your own takes a prefix other than sql.",
                        "application.properties:4: wolkvox.lima.token: is not a setting: no operation lima stands in wolkvox.operations");
    }

    @Test
    void unknownSystemPropertiesAreErrorsAndTheJdksOwnAreFine() {
        assertThat(given.file(Given.ACCESS)
                        .system("http.proxyHost", "proxy")
                        .system("poll.perod", "1m")
                        .problems())
                .containsExactly("-Dpoll.perod: poll.perod: is not a setting; did you mean poll.period?");
    }

    @Test
    void unknownEnvironmentVariablesAreWarningsAndOthersAreIgnored() {
        given.file(Given.ACCESS + "wolkvox.operation=bogota")
                .environment("WOLKVOX_TOKN", "x")
                .environment("EMAIL_BACKEND_OF_ANOTHER_PROGRAM", "y")
                .environment("SQL_THING", "z")
                .environment("WOLKVOX_BOGOTA_LICENSES", "2");

        assertThat(given.problems())
                .containsExactly(
                        "environment: warning: EMAIL_BACKEND_OF_ANOTHER_PROGRAM: is not a setting and is ignored",
                        "environment: warning: WOLKVOX_TOKN: is not a setting; did you mean WOLKVOX_TOKEN?");
    }

    @Test
    void aFileThatIsNotUtf8IsAnErrorAtItsLine() {
        assertThat(given.file((Given.ACCESS + "# café\nsql.codes=Sí").getBytes(StandardCharsets.ISO_8859_1))
                        .problems())
                .containsExactly(
                        "application.properties:3: is not UTF-8: save the file as UTF-8",
                        "application.properties:4: is not UTF-8: save the file as UTF-8");
    }

    @Test
    void aMalformedEscapeIsAnErrorAtItsLineAndTheRestIsRead() {
        assertThat(given.file("# head\r\n\r\nsql.codes=\\u00\r\n" + Given.ACCESS)
                        .problems())
                .singleElement()
                .asString()
                .startsWith("application.properties:3: has a malformed \\u escape");
    }

    @Test
    void aKeySetTwiceIsWarnedOfWithBothLines() {
        assertThat(given.file(Given.ACCESS + "sql.codes=A,\\\n  B\nsql.codes=C").problems())
                .containsExactly(
                        "application.properties:5: warning: sql.codes: is set twice, here and at application.properties:3; this one counts");
        assertThat(given.load().list("sql.codes")).containsExactly("C");
    }

    @Test
    void theNameOfTheOneOperationIsNotUsedBesideSeveral() {
        assertThat(given.file("wolkvox.operations=a\nwolkvox.operation=b\n" + Given.ACCESS)
                        .problems())
                .containsExactly(
                        "application.properties:2: warning: wolkvox.operation = b: is not used, because wolkvox.operations is set");
    }

    @Test
    void theTokenOfTheReportApiIsShownToNoReceiver() {
        String crm = "\ncrm.url=https://crm.wolkvox.example/api\ncrm.headers=Wolkvox-Token: ";
        String rule = "crm.headers = ***: holds the token of the report API";

        assertThat(given.file("wolkvox.server=0012\nwolkvox.token=7b69645f6469737472697d\n" + crm
                                + "7b69645f6469737472697d")
                        .problems())
                .singleElement()
                .asString()
                .contains(rule)
                .doesNotContain("7b69645f");
        assertThat(given.file("wolkvox.operations=lima\nwolkvox.lima.server=0012\nwolkvox.lima.token=7b69645f64\n" + crm
                                + "7b69645f64")
                        .problems())
                .singleElement()
                .asString()
                .contains(rule);
        assertThat(given.file("wolkvox.server=0012\nwolkvox.token=7b69645f6469737472697d\n" + crm + "another-token")
                        .problems())
                .isEmpty();
    }
}
