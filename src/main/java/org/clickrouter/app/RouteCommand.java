package org.clickrouter.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clickrouter.deliver.BodyFormat;
import org.clickrouter.deliver.WebhookBody;
import org.clickrouter.report.Click;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code route}: where would this click go? Nothing is sent or stored. */
@Command(name = "route", mixinStandardHelpOptions = true, description = {"Reads one record (JSON) and prints where it would go and what would be sent there; sends and stores nothing.",
    "For example: click-router route < record.json"})
final class RouteCommand implements Callable<Integer> {

    @Mixin
    private ClickRouter.Home home;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The record; standard input where it is left out.")
    private Path file;

    @Option(names = "--revision", paramLabel = "N", description = "Revision of its code (default: ${DEFAULT-VALUE}).", defaultValue = "1")
    private int revision;

    @Override
    public Integer call() throws Exception {
        Console.settings(home.path(), Map.of(), "SYSTEM_ERR", "WARN");
        try (Rehearsal rehearsal = new Rehearsal(home.path(), Map.of())) {
            OperationSettings operation = rehearsal.settings().operations().get(0);
            Click click = click(operation.name());
            Change change = rehearsal.route(click, revision);
            if (change.names().isEmpty()) {
                System.out.println("nowhere: no branch matches cod_act '" + click.code() + "'; the click would be stored and counted");
            }
            for (String destination : change.names()) {
                System.out.println(destination + (Placeholders.on(rehearsal.settings(), destination) ? "" : " (off)"));
                System.out.println("  " + payload(rehearsal, change, destination));
            }
        }
        return 0;
    }

    private Click click(String operation) throws IOException {
        String text = new String(file == null ? System.in.readAllBytes() : Files.readAllBytes(file), StandardCharsets.UTF_8);
        try {
            return Click.of(operation, text);
        } catch (IllegalArgumentException e) {
            throw new UsageException((file == null ? "standard input" : file) + ": " + e.getMessage());
        }
    }

    /** Mails and rows are made from the record; a webhook's payload is shown to the letter, but for its time. */
    private String payload(Rehearsal rehearsal, Change change, String destination) {
        String body = change.body(destination);
        if (body != null) {
            return body;
        }
        WebhookBody made = new WebhookBody(change.click().operation(), revision, Instant.now(), change.click().json());
        return switch (rehearsal.kind(destination)) {
            case "email", "sql" -> change.click().json();
            case "kafka", "jms" -> made.data();
            default -> made.render(BodyFormat.parse(format(rehearsal.settings(), destination)), "msg_dry-run");
        };
    }

    private static String format(Settings settings, String destination) {
        String own = settings.get(destination + ".format");
        return own.isEmpty() ? settings.get("webhook.format") : own;
    }
}
