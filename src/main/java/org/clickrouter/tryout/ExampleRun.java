package org.clickrouter.tryout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.destination.Payload;
import org.clickrouter.report.Click;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.store.outbox.DeliveryId;
import org.clickrouter.text.OneLine;
import org.clickrouter.text.RootCause;
import org.clickrouter.tryout.example.Example;
import org.clickrouter.tryout.example.Expected;

/** Tries examples on the route files as they are: those of the same settings on one rehearsal. */
public final class ExampleRun {

    private static final int LONGEST = 2000;

    /**
     * How it ended.
     *
     * @param passed how many examples are as they must be
     * @param failures one line for each that is not
     */
    public record Result(int passed, List<String> failures) {}

    private int passed;
    private final List<String> failures = new ArrayList<>();

    private ExampleRun() {}

    /** @param base on which examples without settings are tried, and from which the others are made */
    public static Result run(Rehearsal base, List<Example> examples) {
        Map<Map<String, String>, List<Example>> bySettings = new LinkedHashMap<>();
        examples.forEach(example -> bySettings
                .computeIfAbsent(example.settings(), s -> new ArrayList<>())
                .add(example));
        ExampleRun run = new ExampleRun();
        bySettings.forEach((settings, group) -> {
            if (settings.isEmpty()) {
                run.all(base, group);
            } else {
                run.under(base, settings, group);
            }
        });
        return new Result(run.passed, List.copyOf(run.failures));
    }

    private void under(Rehearsal base, Map<String, String> changed, List<Example> group) {
        Settings settings = base.settings().with(changed);
        List<String> mistakes = SettingsCheck.run(settings).stream()
                .filter(problem -> problem.isError() && changed.containsKey(problem.key()))
                .map(problem -> problem.key() + (problem.maskedValue().isEmpty() ? "" : " = " + problem.maskedValue())
                        + ": " + problem.rule())
                .toList();
        if (!mistakes.isEmpty()) {
            mistakes.forEach(mistake -> failures.add(group.get(0).place() + ": settings: " + settings.mask(mistake)));
            return;
        }
        try (Rehearsal rehearsal = base.with(changed)) {
            all(rehearsal, group);
        } catch (UsageException e) {
            failures.add(group.get(0).place() + ": under the settings of this example the files cannot be loaded: "
                    + RootCause.line(e));
        }
    }

    private void all(Rehearsal rehearsal, List<Example> group) {
        Payloads payloads = new Payloads(rehearsal);
        for (Example example : group) {
            Optional<String> wrong = tried(rehearsal, payloads, example);
            wrong.ifPresentOrElse(
                    why -> failures.add(OneLine.cut(
                            OneLine.plain(rehearsal
                                    .settings()
                                    .mask(example.place() + ": example '" + example.name() + "': " + why)),
                            LONGEST)),
                    () -> passed++);
        }
    }

    private static Optional<String> tried(Rehearsal rehearsal, Payloads payloads, Example example) {
        try {
            List<OperationSettings> operations = rehearsal.settings().operations();
            Optional<OperationSettings> owner = operations.stream()
                    .filter(o -> example.operation() == null || o.name().equals(example.operation()))
                    .findFirst();
            if (owner.isEmpty()) {
                return Optional.of("operation " + example.operation()
                        + ": is none of wolkvox.operations; the example may have settings of its own");
            }
            Optional<String> misspelt = example.stubs().keySet().stream()
                    .filter(step -> !step.equals(Payloads.CONTACT) && !rehearsal.mentions(step))
                    .findFirst();
            if (misspelt.isPresent()) {
                return Optional.of("stubs: " + misspelt.get() + ": no step of routes/ has this id");
            }
            rehearsal.answering(example.stubs());
            Click click = Click.of(owner.get().name(), example.record());
            RoutedClick change = rehearsal.route(
                    click,
                    example.revision() != null
                            ? example.revision()
                            : click.firstRevision(owner.get().uncoded()));
            Set<String> expected = new LinkedHashSet<>(example.destinations());
            if (!expected.equals(Set.copyOf(change.names()))) {
                return Optional.of("expected " + words(expected) + ", goes to " + words(change.names()));
            }
            for (Map.Entry<String, Expected> wanted : example.payloads().entrySet()) {
                Payload payload = payloads.of(change, wanted.getKey(), example.seen());
                String id = DeliveryId.of(change.click().id(), change.revision(), wanted.getKey());
                Optional<String> difference =
                        wanted.getValue().ofDelivery(id).difference(payload.body(), payload.parts());
                if (difference.isPresent()) {
                    String why = payload.to().contains(Payloads.STUBS) ? " (" + payload.to() + ")" : "";
                    return Optional.of("payload of " + wanted.getKey() + ": " + difference.get() + why);
                }
            }
            return Optional.empty();
        } catch (UsageException e) {
            throw e;
        } catch (Exception e) {
            return Optional.of("expected " + words(example.destinations()) + ", fails: " + RootCause.line(e));
        }
    }

    private static String words(java.util.Collection<String> destinations) {
        return destinations.isEmpty() ? "nowhere" : String.join(", ", destinations);
    }
}
