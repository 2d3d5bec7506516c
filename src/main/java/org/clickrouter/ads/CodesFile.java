package org.clickrouter.ads;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code codes.yaml}: a list, one entry a code. */
public final class CodesFile {

    private static final Set<String> KEYS = Set.of("code", "group", "label", "won", "value");

    private final String name;
    private final List<String> mistakes = new ArrayList<>();
    private final List<CodeGroups.Meaning> meanings = new ArrayList<>();
    private final Set<String> codes = new HashSet<>();

    private CodesFile(String name) {
        this.name = name;
    }

    /**
     * @return no groups where there is no such file
     * @throws IllegalArgumentException with one line for each mistake: file, line and rule
     */
    public static CodeGroups read(Path file) {
        String name = file.getFileName().toString();
        if (Files.notExists(file)) {
            return CodeGroups.none();
        }
        try {
            return parse(name, Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(name + ": cannot be read as UTF-8 text: " + e.getMessage());
        }
    }

    static CodeGroups parse(String name, String text) {
        CodesFile file = new CodesFile(name);
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(name).build()).composeString(text);
            root.ifPresent(file::all);
        } catch (MarkedYamlEngineException e) {
            file.mistakes.add(name + ":"
                    + e.getProblemMark().map(m -> m.getLine() + 1).orElse(1) + ": is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            file.mistakes.add(
                    name + ": is no YAML: " + e.getMessage().lines().findFirst().orElse(""));
        }
        if (!file.mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", file.mistakes));
        }
        return new CodeGroups(file.meanings);
    }

    private void all(Node root) {
        if (!(root instanceof SequenceNode list)) {
            mistake(root, "must be a list of entries such as `- {code: VENTA, group: sale, won: true}`");
            return;
        }
        list.getValue().forEach(this::entry);
    }

    private void entry(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            mistake(node, "an entry must have `code` and `group`");
            return;
        }
        Map<String, String> fields = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode k ? k.getValue() : "?";
            if (!KEYS.contains(key)) {
                mistake(tuple.getKeyNode(), key + ": is no key of an entry; there are code, group, label, value, won");
            } else if (!(tuple.getValueNode() instanceof ScalarNode value)) {
                mistake(tuple.getValueNode(), key + ": must be a single value");
            } else {
                fields.put(key, value.getValue().strip());
            }
        }
        String code = Normalizer.normalize(fields.getOrDefault("code", ""), Normalizer.Form.NFC);
        String group = fields.getOrDefault("group", "");
        String won = fields.getOrDefault("won", "false");
        if (code.isEmpty() || group.isEmpty()) {
            mistake(node, "the entry has no " + (code.isEmpty() ? "code" : "group"));
        } else if (!codes.add(code)) {
            mistake(node, "code " + code + " is there twice");
        } else if (!won.equals("true") && !won.equals("false")) {
            mistake(node, "won = " + won + ": must be true or false");
        } else if (group.equals(CodeGroups.UNCODED) || group.equals(CodeGroups.UNKNOWN)) {
            mistake(node, "group = " + group + ": is the name of what has no entry; take another");
        } else {
            meanings.add(new CodeGroups.Meaning(
                    code, group, fields.getOrDefault("label", code), won.equals("true"), value(node, fields)));
        }
    }

    private BigDecimal value(Node node, Map<String, String> fields) {
        String text = fields.getOrDefault("value", "0");
        if (!text.matches("\\d{1,15}(\\.\\d{1,6})?")) {
            mistake(node, "value = " + text + ": must be a number such as 120000 or 49.90");
            return BigDecimal.ZERO;
        }
        return new BigDecimal(text);
    }

    private void mistake(Node node, String rule) {
        mistakes.add(name + ":" + node.getStartMark().map(m -> m.getLine() + 1).orElse(1) + ": " + rule);
    }
}
