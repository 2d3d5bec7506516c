package org.clickrouter.tryout.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.clickrouter.report.Click;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One file of examples: a list of them, or {@code settings} and {@code stubs} that hold for the whole file, and
 * {@code examples}, that list.
 */
public final class ExampleFile {

    /** What the names of such files end in; they stand beside the route files. */
    public static final String ENDING = ".examples.yaml";

    private static final Set<String> KEYS = Set.of(
            "name",
            "description",
            "settings",
            "stubs",
            "operation",
            "revision",
            "seen",
            "record",
            "destinations",
            "payload",
            "payloads");
    private static final String FORM = "must be a list of examples, or `settings`, `stubs` and `examples`";

    private final Yaml yaml;
    private final List<String> mistakes = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();
    private Map<String, Object> stubs = Map.of();

    private ExampleFile(Path file) {
        this.yaml = new Yaml(file);
    }

    /**
     * Reads every file of a folder whose name ends in {@value #ENDING}, by name.
     *
     * @throws ExampleException with one line for each mistake
     */
    public static List<Example> readAll(Path folder) {
        return files(folder).stream().flatMap(file -> file.examples.stream()).toList();
    }

    /**
     * What lookups answer in whatever is tried without an example: the {@code stubs} of each file of a folder. Where
     * two files speak of the same step the first one by name counts.
     *
     * @throws ExampleException with one line for each mistake
     */
    public static Map<String, Object> stubs(Path folder) {
        Map<String, Object> all = new LinkedHashMap<>();
        files(folder)
                .forEach(file -> file.stubs.forEach((step, answer) -> {
                    if (!all.containsKey(step)) {
                        all.put(step, answer);
                    }
                }));
        return all;
    }

    private static List<ExampleFile> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            List<ExampleFile> files = new ArrayList<>();
            List<String> mistakes = new ArrayList<>();
            for (Path file : all.filter(f -> f.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                try {
                    files.add(file(file));
                } catch (ExampleException e) {
                    mistakes.add(e.getMessage());
                }
            }
            if (!mistakes.isEmpty()) {
                throw new ExampleException(String.join("\n", mistakes));
            }
            return files;
        } catch (IOException e) {
            throw new ExampleException(folder + ": cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads one file.
     *
     * @throws ExampleException with one line for each mistake
     */
    public static List<Example> read(Path file) {
        return file(file).examples;
    }

    private static ExampleFile file(Path file) {
        ExampleFile result = new ExampleFile(file);
        try {
            Node root = result.yaml.read(Files.readString(file));
            if (root != null) {
                result.all(root);
            }
        } catch (IOException e) {
            throw new ExampleException(file + ": cannot be read as UTF-8 text: " + e.getMessage());
        }
        if (!result.mistakes.isEmpty()) {
            throw new ExampleException(String.join("\n", result.mistakes));
        }
        return result;
    }

    private void all(Node root) {
        Node list = root;
        Map<String, String> shared = Map.of();
        if (!(root instanceof SequenceNode)) {
            Map<String, Node> fields = yaml.fields(root, FORM);
            onlyKnown(root, fields, Set.of("settings", "stubs", "examples"));
            shared = fields.containsKey("settings") ? texts(fields.get("settings")) : Map.of();
            stubs = fields.containsKey("stubs") ? answers(fields.get("stubs")) : Map.of();
            list = fields.get("examples");
            if (list == null) {
                throw yaml.mistake(root, FORM);
            }
        }
        if (!(list instanceof SequenceNode items)) {
            throw yaml.mistake(list, FORM);
        }
        for (Node item : items.getValue()) {
            try {
                examples.add(example(item, shared));
            } catch (ExampleException e) {
                mistakes.add(e.getMessage());
            }
        }
    }

    private Example example(Node node, Map<String, String> shared) {
        Map<String, Node> fields =
                yaml.fields(node, "an example begins with `- name:` and has `record` and `destinations`");
        onlyKnown(node, fields, KEYS);
        for (String needed : List.of("record", "destinations")) {
            if (!fields.containsKey(needed)) {
                throw yaml.mistake(node, "the example has no " + needed);
            }
        }
        Map<String, String> settings = new LinkedHashMap<>(shared);
        if (fields.containsKey("settings")) {
            settings.putAll(texts(fields.get("settings")));
        }
        Map<String, Object> answers = new LinkedHashMap<>(stubs);
        if (fields.containsKey("stubs")) {
            answers.putAll(answers(fields.get("stubs")));
        }
        String name = text(fields, fields.containsKey("name") ? "name" : "description");
        List<String> destinations = destinations(fields.get("destinations"));
        return new Example(
                yaml.place(node),
                name == null ? "without a name" : name,
                settings,
                answers,
                text(fields, "operation"),
                revision(fields),
                seen(fields),
                record(fields.get("record")),
                destinations,
                payloads(fields, destinations));
    }

    private void onlyKnown(Node node, Map<String, Node> fields, Set<String> known) {
        for (Map.Entry<String, Node> field : fields.entrySet()) {
            if (!known.contains(field.getKey())) {
                throw yaml.mistake(
                        field.getValue(),
                        field.getKey() + ": is no key of an example; there are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private Map<String, String> texts(Node node) {
        Map<String, String> texts = new LinkedHashMap<>();
        yaml.fields(node, "settings: must be keys with values, such as webhook.codes: VENTA")
                .forEach((key, value) -> {
                    if (value instanceof SequenceNode list) {
                        texts.put(
                                key,
                                String.join(
                                        ",",
                                        list.getValue().stream()
                                                .map(item -> yaml.text(item, key + ": must be a text")
                                                        .replace(",", "\\,"))
                                                .toList()));
                    } else {
                        texts.put(key, yaml.text(value, key + ": must be a text, or a list of texts"));
                    }
                });
        return texts;
    }

    private Map<String, Object> answers(Node node) {
        Map<String, Object> answers = new LinkedHashMap<>();
        yaml.fields(node, "stubs: must be answers by the id of the step that asks, such as ask-for-lead: {id: L-7}")
                .forEach((step, answer) -> answers.put(step, yaml.value(answer)));
        return answers;
    }

    private String text(Map<String, Node> fields, String key) {
        return fields.containsKey(key) ? yaml.text(fields.get(key), key + ": must be a text") : null;
    }

    private Integer revision(Map<String, Node> fields) {
        String text = text(fields, "revision");
        if (text != null && !text.matches("\\d{1,9}")) {
            throw yaml.mistake(fields.get("revision"), "revision: must be a whole number from 0");
        }
        return text == null ? null : Integer.valueOf(text);
    }

    private Instant seen(Map<String, Node> fields) {
        String text = text(fields, "seen");
        try {
            return text == null ? Example.SEEN : Instant.parse(text);
        } catch (DateTimeException e) {
            throw yaml.mistake(fields.get("seen"), "seen: must be a time such as 2026-11-23T10:00:00Z");
        }
    }

    /** Fields in YAML, or a text of JSON. */
    private String record(Node node) {
        String json = Yaml.isText(node) ? yaml.text(node, "") : yaml.json(node);
        try {
            Click.of("example", json);
            return json;
        } catch (IllegalArgumentException e) {
            throw yaml.mistake(node, "record: " + e.getMessage());
        }
    }

    private List<String> destinations(Node node) {
        if (Yaml.isNull(node)) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            throw yaml.mistake(node, "destinations: must be a list, such as [webhook, email]; [] is nowhere");
        }
        return list.getValue().stream()
                .map(item -> yaml.text(item, "destinations: must be names"))
                .toList();
    }

    private Map<String, Expected> payloads(Map<String, Node> fields, List<String> destinations) {
        Map<String, Expected> payloads = new LinkedHashMap<>();
        if (fields.containsKey("payload")) {
            if (destinations.size() != 1) {
                throw yaml.mistake(
                        fields.get("payload"),
                        "payload: is for one destination; with another number of them write `payloads:` by name");
            }
            payloads.put(destinations.get(0), expected(fields.get("payload")));
        }
        if (fields.containsKey("payloads")) {
            yaml.fields(fields.get("payloads"), "payloads: must be payloads by the name of their destination")
                    .forEach((name, node) -> {
                        if (!destinations.contains(name) || payloads.containsKey(name)) {
                            throw yaml.mistake(
                                    node,
                                    "payloads: " + name
                                            + (payloads.containsKey(name)
                                                    ? " has a payload already"
                                                    : " is none of the destinations"));
                        }
                        payloads.put(name, expected(node));
                    });
        }
        return payloads;
    }

    private Expected expected(Node node) {
        return new Expected(Yaml.isText(node) ? yaml.text(node, "") : yaml.json(node));
    }
}
