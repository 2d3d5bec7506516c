package org.clickrouter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Terminal;
import org.clickrouter.console.view.Rules;
import org.clickrouter.destination.Payload;
import org.clickrouter.report.Click;
import org.clickrouter.report.Records;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.text.OneLine;
import org.clickrouter.text.RootCause;
import org.clickrouter.tryout.Payloads;
import org.clickrouter.tryout.RecordTrial;
import org.clickrouter.tryout.Rehearsal;
import org.clickrouter.tryout.example.ExampleFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code route}: where would this click go? Nothing is sent or stored. */
@Command(
        name = "route",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a record (JSON), or an array of them, and prints where each would go and exactly what would be sent there; sends and stores nothing.",
            "The log steps of the routes are printed as well. What their lookups answer is said under stubs in routes/*.examples.yaml. Exit code 1 where a route fails on a record."
        },
        footer = {"", "For example: click-router route < record.json"})
final class RouteCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Json json;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The record; standard input where it is left out.")
    private Path file;

    @Option(
            names = "--operation",
            paramLabel = "NAME",
            description = "The operation that it belongs to (default: the first one).")
    private String operation;

    @Option(
            names = "--revision",
            paramLabel = "N",
            description = "Revision of its code (default: 1, or 0 without a code).")
    private Integer revision;

    @Override
    public Integer call() throws Exception {
        System.setProperty("clickrouter.log.tryout", "INFO");
        Settings settings = Terminal.settings(home.path(), Map.of(), "SYSTEM_ERR", "WARN");
        OperationSettings owner = settings.operation(operation);
        List<Click> clicks = clicks(owner.name());
        boolean failed = false;
        List<Rules.Tried> views = new ArrayList<>();
        try (Rehearsal rehearsal = new Rehearsal(settings, home.path())) {
            rehearsal.answering(ExampleFile.stubs(rehearsal.folder()));
            Payloads payloads = new Payloads(rehearsal);
            for (Click click : clicks) {
                int number = revision != null ? revision : click.firstRevision(owner.uncoded());
                if (json.wanted()) {
                    views.add(RecordTrial.tried(rehearsal, payloads, click, number));
                    failed |= views.get(views.size() - 1).failure() != null;
                    continue;
                }
                if (clicks.size() > 1) {
                    System.out.println(OneLine.plain(
                            "chat " + click.chatId() + ", code '" + click.code() + "', revision " + number + ":"));
                }
                try {
                    print(rehearsal.route(click, number), payloads);
                } catch (UsageException e) {
                    throw e;
                } catch (Exception e) {
                    failed = true;
                    System.out.println("FAILED: " + RootCause.line(e));
                }
                if (rehearsal.skipped() != null) {
                    System.out.println("not called, since this only tries: " + rehearsal.skipped());
                }
            }
        }
        if (json.wanted()) {
            Json.print(views);
        }
        return failed ? 1 : 0;
    }

    private List<Click> clicks(String owner) throws IOException {
        if (file != null && !Files.isReadable(file)) {
            throw new UsageException(file + ": " + (Files.exists(file) ? "cannot be read" : "there is no such file"));
        }
        String text =
                new String(file == null ? System.in.readAllBytes() : Files.readAllBytes(file), StandardCharsets.UTF_8);
        String place = file == null ? "standard input" : file.toString();
        try {
            return Records.read(owner, text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(place + ": " + e.getMessage());
        }
    }

    private static void print(RoutedClick change, Payloads payloads) throws Exception {
        if (change.names().isEmpty()) {
            System.out.println("nowhere: no branch matches cod_act '"
                    + OneLine.plain(change.click().code()) + "'; the click would be stored and counted");
        }
        for (String destination : change.names()) {
            Payload payload = payloads.of(change, destination, Instant.now());
            System.out.println(destination);
            System.out.println("  " + payload.to());
            payload.headers().forEach((name, value) -> System.out.println("  " + name + ": " + value));
            if (!payload.headers().isEmpty()) {
                System.out.println();
            }
            System.out.println(payload.body().stripTrailing().indent(2).stripTrailing());
        }
    }
}
