package org.clickrouter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.NewFile;
import org.clickrouter.cli.output.Confirmation;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Terminal;
import org.clickrouter.cli.task.SentTest;
import org.clickrouter.cli.task.SupportBundle;
import org.clickrouter.doctor.Doctor;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Group;
import org.clickrouter.doctor.finding.Sign;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: is everything around the product as it must be? Nothing is changed, and nothing sent unasked. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at this machine, the store, the report API and the destinations, within 12 s, and says what is wrong and what to do.",
            "It calls the API up to four times for each operation, which its quota counts. Exit code 0: well; 1: something is wrong (×); 2: wrong usage or settings."
        },
        footer = {"", "For example: click-router doctor --only wolkvox --home /opt/click-router"})
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Json json;

    @Mixin
    private Confirmation confirmation;

    @Option(
            names = "--only",
            paramLabel = "WHAT",
            split = ",",
            description =
                    "Groups (settings, machine, store, wolkvox, destinations) or single checks (store-open), comma-separated.")
    private List<String> only = List.of();

    @Option(names = "--offline", description = "Look at this machine and a store in a file alone; nothing is called.")
    private boolean offline;

    @Option(
            names = "--send",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Look at nothing, and send one event that is marked as a test (chat_id click-router-test) to these destinations, by their own routes.")
    private List<String> send = List.of();

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description =
                    "Write a zip for somebody who helps: the findings, the settings with secrets masked, versions, status.")
    private Path bundle;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "With --bundle: put the last lines of this log into it, secrets masked.")
    private Path log;

    /**
     * What is printed.
     *
     * @param well whether no finding is {@code bad}
     */
    record View(boolean well, List<Line> findings) {}

    /**
     * What came of one check.
     *
     * @param sign {@code good}, {@code warning}, {@code bad} or {@code skipped}
     * @param id of the check; {@code --only} takes it
     * @param subject the operation, the destination or the file; perhaps empty
     * @param remedy what to do
     * @param runbook the page and place that tells more
     */
    record Line(String sign, String group, String id, String subject, String text, String remedy, String runbook) {}

    @Override
    public Integer call() throws InterruptedException, IOException {
        only.forEach(DoctorCommand::known);
        Settings settings = Terminal.settings(home.path(), Map.of(), "SYSTEM_ERR", "ERROR");
        if (bundle != null) {
            NewFile.require("--bundle", bundle);
        }
        if (!send.isEmpty()) {
            return sent(settings);
        }
        Doctor doctor = new Doctor(settings, Clock.systemUTC(), offline, this::wanted);
        if (doctor.calls() > 0) {
            System.err.println("click-router: calling the API up to " + Words.count(doctor.calls(), "time")
                    + ", which its quota counts (--offline leaves that out)");
        }
        List<Finding> findings = doctor.examine();
        return tell(findings, settings);
    }

    private int sent(Settings settings) throws IOException {
        send.forEach(name -> SentTest.known(settings, name));
        if (confirmation.dryRun()) {
            return tell(send.stream().map(SentTest::not).toList(), settings);
        }
        if (!confirmation.given("Send one test event to each of " + String.join(", ", send) + "?")) {
            return 0;
        }
        return tell(
                send.stream()
                        .map(name -> SentTest.to(settings, home.path(), name))
                        .toList(),
                settings);
    }

    private int tell(List<Finding> findings, Settings settings) throws IOException {
        View view = new View(
                well(findings), findings.stream().map(DoctorCommand::line).toList());
        if (bundle != null) {
            write(view, settings);
        }
        if (json.wanted()) {
            Json.print(view);
        } else {
            print(findings, System.out);
        }
        return well(findings) ? 0 : 1;
    }

    private void write(View view, Settings settings) throws IOException {
        if (Files.exists(bundle)) {
            throw new UsageException("--bundle " + bundle + ": is there already; name another file");
        }
        if (log != null && !Files.isReadable(log)) {
            throw new UsageException("--log " + log + ": cannot be read");
        }
        new SupportBundle(settings, home.path()).write(bundle, view, log);
        System.err.println(
                "click-router: wrote " + bundle + ", with every secret masked; look into it before you send it");
    }

    private static boolean well(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.sign() == Sign.BAD);
    }

    private boolean wanted(Topic topic) {
        return only.isEmpty()
                || only.contains(topic.id())
                || only.contains(topic.group().id());
    }

    private static void known(String word) {
        boolean there = Stream.concat(
                        Stream.of(Group.values()).map(Group::id),
                        Stream.of(Topic.values()).map(Topic::id))
                .anyMatch(word::equals);
        if (!there) {
            throw new UsageException(
                    "--only " + word + ": is no group (settings, machine, store, wolkvox, destinations) and no check"
                            + " of docs/runbook.md");
        }
    }

    private static Line line(Finding finding) {
        return new Line(
                finding.sign().name().toLowerCase(Locale.ROOT),
                finding.topic().group().id(),
                finding.topic().id(),
                finding.subject(),
                finding.text(),
                finding.remedy(),
                finding.topic().runbook());
    }

    private static void print(List<Finding> findings, PrintStream out) {
        for (Group group : Group.values()) {
            List<Finding> its =
                    findings.stream().filter(f -> f.topic().group() == group).toList();
            if (!its.isEmpty()) {
                out.println(group.id());
                its.forEach(finding -> print(finding, out));
            }
        }
        long bad = findings.stream().filter(f -> f.sign() == Sign.BAD).count();
        long warnings = findings.stream().filter(f -> f.sign() == Sign.WARNING).count();
        out.println(
                bad > 0
                        ? Words.count(bad, "thing") + " above (" + Sign.BAD.mark() + ") " + (bad == 1 ? "is" : "are")
                                + " wrong"
                        : warnings > 0
                                ? "nothing is wrong; " + Words.count(warnings, "warning") + " above ("
                                        + Sign.WARNING.mark() + ")"
                                : "all is well");
    }

    private static void print(Finding finding, PrintStream out) {
        String subject = finding.subject().isEmpty() ? "" : finding.subject() + ": ";
        out.println("  " + finding.sign().mark() + " " + finding.topic().id() + "  " + subject + finding.text());
        if (finding.sign() == Sign.BAD || finding.sign() == Sign.WARNING) {
            out.println("      " + finding.remedy());
            out.println("      " + finding.topic().runbook());
        }
    }
}
