package org.clickrouter.doctor.wolkvox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.clickrouter.ads.CodesFile;
import org.clickrouter.destination.CodeList;
import org.clickrouter.settings.Settings;

/** The activity codes that the settings and the route files name, each with where. */
public final class ConfiguredCodes {

    /** What {@code simple} compares the code with: one, or several in one text. */
    private static final Pattern COMPARED = Pattern.compile("header[.:]cod_act}\\s*(==|=~|in|regex)\\s*'([^'\\n]*)'");

    private ConfiguredCodes() {}

    /**
     * @return by code, its key or file
     * @throws IOException where the route files cannot be read
     */
    public static Map<String, String> of(Settings settings) throws IOException {
        Map<String, String> codes = new TreeMap<>();
        for (String key : settings.keys()) {
            if (key.endsWith(".codes") && settings.brokenRule(key).isEmpty()) {
                settings.list(key).stream()
                        .filter(code -> !code.equals("*") && !code.equals(CodeList.UNCODED))
                        .forEach(code -> codes.put(code, key));
            }
        }
        Path routes = settings.home().resolve("routes");
        if (Files.isDirectory(routes)) {
            try (Stream<Path> files = Files.list(routes)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".camel.yaml")).toList()) {
                    named(Files.readAllLines(file))
                            .forEach(code -> codes.putIfAbsent(code, "routes/" + file.getFileName()));
                }
            }
        }
        return codes;
    }

    /**
     * Those of the groups (codes.yaml) as well.
     *
     * @throws IllegalArgumentException where that file is wrong; with its line and the rule
     */
    static Map<String, String> withGroups(Settings settings) throws IOException {
        Map<String, String> codes = of(settings);
        String file = settings.get("ads.groups");
        CodesFile.read(settings.home().resolve(file)).all().forEach(meant -> codes.putIfAbsent(meant.code(), file));
        return codes;
    }

    /** Whether clicks are sent by what stands there; groups only count them, and may name codes of earlier days. */
    static boolean sends(String place) {
        return place.endsWith(".codes") || place.startsWith("routes/");
    }

    private static List<String> named(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.strip().startsWith("#"))
                .flatMap(line -> COMPARED.matcher(line).results().flatMap(found -> switch (found.group(1)) {
                    case "in" -> Stream.of(found.group(2).split(","));
                    case "regex" -> alternatives(found.group(2));
                    default -> Stream.of(found.group(2));
                }))
                .map(String::strip)
                .filter(code -> !code.isEmpty())
                .toList();
    }

    /** Only what is plainly a list of codes. */
    private static Stream<String> alternatives(String regex) {
        Matcher plain = Pattern.compile("[\\p{L}\\p{N} _|-]+").matcher(regex);
        return plain.matches() ? Stream.of(regex.split("\\|")) : Stream.empty();
    }
}
