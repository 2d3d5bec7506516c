package org.clickrouter.routefile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clickrouter.settings.UsageException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One file of routes/, every key of it with its place. */
public final class RouteFile {

    /** Keys of an item of a file that hold a route, or what becomes one. */
    static final Set<String> ROUTES = Set.of("route", "routeTemplate", "templatedRoute", "from", "rest");

    /**
     * A key with its value.
     *
     * @param path the keys around it, from the outside, itself included
     * @param text the value where it is a text, else null
     * @param route id of the route around it, or null
     */
    public record Entry(List<String> path, String key, String text, String route, Place place) {

        String parent() {
            return path.size() < 2 ? "" : path.get(path.size() - 2);
        }

        /** Whether it says what a route takes from. */
        boolean isBegin() {
            return text != null && (key.equals("uri") && parent().equals("from") || key.equals("from"));
        }

        /** Whether it says where a step hands the click to. */
        boolean isCall() {
            return text != null
                    && (key.equals("uri") && Set.of("to", "toD").contains(parent())
                            || Set.of("to", "toD").contains(key));
        }

        boolean isOutbox() {
            return isCall() && text.startsWith("outbox:");
        }
    }

    private final Path path;
    private final String text;
    private final List<Entry> entries = new ArrayList<>();

    private RouteFile(Path path, String text) {
        this.path = path;
        this.text = text;
    }

    /**
     * Reads a file.
     *
     * @throws UsageException where it is no list in YAML; the message says where and what to do
     */
    public static RouteFile read(Path path) {
        try {
            RouteFile file = new RouteFile(path, Files.readString(path));
            if (file.text.isBlank()) {
                throw new UsageException(new Place(path, 1, null)
                        + ": the file is empty: write its routes, or take it out of the folder");
            }
            file.compose();
            return file;
        } catch (CharacterCodingException e) {
            throw new UsageException(new Place(path, 1, null) + ": is not encoded in UTF-8: save it as UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compose() {
        try {
            // Marks stay known: they are what this is about.
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setUseMarks(true).build()).composeString(text);
            if (root.isEmpty()) {
                return;
            }
            if (!(root.get() instanceof SequenceNode list)) {
                throw new UsageException(new Place(path, line(root.get()), null)
                        + ": must be a list: each route, template or bean begins with '- '");
            }
            list.getValue().forEach(item -> walk(item, List.of(), null, null));
        } catch (YamlEngineException e) {
            throw new UsageException(YamlMistakes.explain(path, text, e));
        }
    }

    private void walk(Node node, List<String> around, String route, String step) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> walk(item, around, route, step));
        } else if (node instanceof MappingNode map) {
            once(map);
            for (NodeTuple tuple : map.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
                List<String> path = new ArrayList<>(around);
                path.add(key);
                Node value = tuple.getValueNode();
                boolean isRoute = around.isEmpty() && ROUTES.contains(key);
                String inRoute = isRoute ? id(value) : route;
                boolean isStep =
                        !around.isEmpty() && around.get(around.size() - 1).equals("steps");
                String inStep = isStep ? (id(value) == null ? key : id(value)) : step;
                entries.add(new Entry(
                        List.copyOf(path),
                        key,
                        value instanceof ScalarNode scalar ? scalar.getValue() : null,
                        inRoute,
                        new Place(this.path, line(tuple.getKeyNode()), inStep)));
                if (!(value instanceof ScalarNode)) {
                    walk(value, path, inRoute, inStep);
                }
            }
        } else if (node instanceof ScalarNode scalar && !around.isEmpty()) {
            // An item of a list of texts.
            entries.add(new Entry(
                    around,
                    around.get(around.size() - 1),
                    scalar.getValue(),
                    route,
                    new Place(path, line(node), step)));
        }
    }

    /** Camel takes the last of two equal keys, and says nothing of the first. */
    private void once(MappingNode map) {
        Map<String, Integer> lines = new HashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                Integer first = lines.put(key.getValue(), line(key));
                if (first != null) {
                    throw new UsageException(
                            new Place(path, line(key), null) + ": " + key.getValue()
                                    + " stands twice in one block, in line " + first
                                    + " for the first time, and that one would be lost: put what belongs to both under one of them");
                }
            }
        }
    }

    private static String id(Node value) {
        if (value instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && (key.getValue().equals("id") || key.getValue().equals("routeId"))
                        && tuple.getValueNode() instanceof ScalarNode id) {
                    return id.getValue();
                }
            }
        }
        return null;
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** @return the keys in the order of the file */
    public List<Entry> entries() {
        return entries;
    }

    /** @return where the file is */
    public Path path() {
        return path;
    }

    /** @return the place that Camel's own reader names, if it speaks of this file */
    Optional<Place> place(MarkedYamlEngineException failure) {
        return failure.getProblemMark().filter(this::isOurs).map(mark -> at(mark.getLine() + 1));
    }

    private boolean isOurs(Mark mark) {
        int[] points = text.codePoints().toArray();
        int[] buffer = mark.getBuffer();
        int begin = mark.getPointer();
        int known = mark.getIndex();
        for (int i = 0; i < 200 && begin + i < buffer.length; i++) {
            if (known + i >= points.length) {
                // Camel's reader ends each text by a zero.
                return buffer[begin + i] == 0;
            }
            if (points[known + i] != buffer[begin + i]) {
                return false;
            }
        }
        return true;
    }

    private Place at(int line) {
        String step = null;
        for (Entry entry : entries) {
            if (entry.place().line() > line) {
                break;
            }
            step = entry.place().step();
        }
        return new Place(path, line, step);
    }
}
